// Text that fits: the largest of the sizes an element allows at which nothing is cut and no word is broken.

const SLACK = 1;     // px: browsers round
const READABLE = 36; // u: rather break a word than go below
const MORE = 1.2;    // how much larger type is where the last row could not read it

/**
 * Fit every [data-fit] under `root`, in the order of the page, what is inside another before it. "74/2 60/2 48" means: 74u in at most two lines, else
 * 60u in at most two, else 48u. The size is set as --size; the styles make it a font size. What must fit within
 * itself inside such an element has data-inside, what may have only so many lines data-lines.
 * `larger`: everything is larger, but what would not fit goes as far down as it does otherwise.
 */
export function fit(root, larger = false) {
  const more = larger ? MORE : 1;
  document.documentElement.style.setProperty('--more', more);
  const inmostFirst = [...root.querySelectorAll('[data-fit]')].sort((a, b) => depth(b) - depth(a));
  for (const element of inmostFirst) {
    const steps = stepsOf(element.dataset.fit, more);
    element.classList.add('fitting');
    const whole = tryAll(element, steps.filter(({size}) => size * more >= READABLE));
    element.classList.remove('fitting');
    if (!whole) tryAll(element, steps); // then words may break
  }
}

/** The sizes to try, the largest first: those of the element, and with larger type also what they are without. */
function stepsOf(text, more) {
  const own = text.split(' ').map((each, step) => {
    const [size, lines] = each.split('/').map(Number);
    return {size, lines, step};
  });
  if (more === 1) return own;
  return [...own, ...own.map((each) => ({...each, size: each.size / more}))].sort((a, b) => b.size - a.size);
}

/** How many elements are around one. */
function depth(element) {
  let around = 0;
  for (let each = element; (each = each.parentElement);) around += 1;
  return around;
}

/** Take the first size that fits; the last one if none does. The number of the step is for the styles. */
function tryAll(element, steps) {
  return steps.some(({size, lines, step}) => {
    element.style.setProperty('--size', size);
    element.dataset.step = step;
    return fits(element, lines);
  });
}

function fits(element, lines) {
  if (lines) return linesOf(element) <= lines && !tooWide(element);
  return !tooWide(element) && !tooHigh(element)
    && [...element.querySelectorAll('[data-inside]')].every((each) => !tooWide(each) && !tooHigh(each))
    && [...element.querySelectorAll('[data-lines]')].every((each) => linesOf(each) <= Number(each.dataset.lines));
}

const tooWide = (element) => element.scrollWidth > element.clientWidth + SLACK;
const tooHigh = (element) => element.scrollHeight > element.clientHeight + SLACK;
const linesOf = (element) => Math.round(element.clientHeight / parseFloat(getComputedStyle(element).lineHeight));
