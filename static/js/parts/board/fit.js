// Text that fits: the largest of the sizes an element allows at which nothing is cut and no word is broken.

const SLACK = 1; // px: browsers round

/**
 * Fit every [data-fit] under `root`, in the order of the page. "74/2 60/2 48" means: 74u in at most two lines, else
 * 60u in at most two, else 48u. The size is set as --size; the styles make it a font size.
 */
export function fit(root) {
  for (const element of root.querySelectorAll('[data-fit]')) {
    const steps = element.dataset.fit.split(' ').map((step) => step.split('/').map(Number));
    element.classList.add('fitting');
    const good = steps.find(([size, lines]) => {
      element.style.setProperty('--size', size);
      return fits(element, lines);
    });
    element.classList.remove('fitting');
    if (!good) settle(element, steps);
  }
}

/** No size keeps every word whole: then words may break, in the largest size that holds them. */
function settle(element, steps) {
  const good = steps.find(([size, lines]) => {
    element.style.setProperty('--size', size);
    return fits(element, lines);
  });
  if (!good) element.style.setProperty('--size', steps[steps.length - 1][0]);
}

function fits(element, lines) {
  if (lines) return linesOf(element) <= lines && !tooWide(element);
  return !tooWide(element) && !tooHigh(element)
    && [...element.querySelectorAll('[data-inside]')].every((each) => !tooWide(each) && !tooHigh(each));
}

const tooWide = (element) => element.scrollWidth > element.clientWidth + SLACK;
const tooHigh = (element) => element.scrollHeight > element.clientHeight + SLACK;
const linesOf = (element) => Math.round(element.clientHeight / parseFloat(getComputedStyle(element).lineHeight));
