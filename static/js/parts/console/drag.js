// Dragging an idea, by mouse, pen or finger: one implementation. What it does where it is dropped is the commands'.

const STILL = 5;       // px a mouse may tremble before a press is a drag
const LONG = 250;      // ms a finger rests before it lifts the card; before that, it scrolls
const SLIP = 10;       // px a resting finger may slip
const RIM = 9;         // px of a card's upper and lower edge that belong to the theme it lies in
const EDGE = 56;       // px from the edge of what scrolls
const FASTEST = 14;    // px a frame

/**
 * Let everything marked `data-drag` in `root` be dragged onto what is marked `data-drop`.
 * `drop(id, {theme} | {pile} | {alone} | {card})` says where it fell; `change(dragging)` when it begins and ends.
 */
export function createDrag(root, {drop, change}) {
  let press = null; // {pointer, source, x, y, touch}
  let ghost = null;
  let over = null;
  let timer, frame;

  const scrollersOf = (element) => {
    const found = [];
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(at).overflowY)) found.push(at);
    }
    return found;
  };

  function begin() {
    const {source} = press;
    if (!source.isConnected) return end();
    getSelection()?.removeAllRanges();
    ghost = document.createElement('div');
    ghost.className = 'ghost';
    ghost.setAttribute('aria-hidden', 'true');
    for (const part of source.querySelectorAll(':scope > .number, :scope > b, :scope > p:not(.number)')) {
      const line = document.createElement(part.matches('b, .number') ? 'b' : 'p');
      line.textContent = part.textContent.trim();
      ghost.append(line);
    }
    document.body.append(ghost);
    source.dataset.held = '';
    document.documentElement.dataset.dragging = '';
    press.scrollers = scrollersOf(source);
    change(true);
    follow();
    frame = requestAnimationFrame(scroll);
  }

  function follow() {
    ghost.style.transform = `translate(${press.x + 8}px, ${press.y + 8}px)`;
    const found = document.elementFromPoint(press.x, press.y)?.closest('[data-drop]') ?? null;
    const target = found === press.source ? null : between(found) ? found.parentElement.closest('[data-drop]') : found;
    if (target === over) return;
    if (over) delete over.dataset.over;
    over = target;
    if (over) over.dataset.over = '';
  }

  const between = (card) => {
    if (card?.dataset.drop !== 'card' || !card.matches('li')) return false;
    const {top, bottom} = card.getBoundingClientRect();
    return Math.min(press.y - top, bottom - press.y) < RIM;
  };

  function scroll() {
    if (!ghost) return;
    if (!press.source.isConnected) return end();
    const under = scrollersOf(document.elementFromPoint(press.x, press.y));
    for (const one of new Set([...under, ...press.scrollers])) {
      const box = one.getBoundingClientRect();
      if (press.x < box.left || press.x > box.right) continue;
      const near = Math.max(0, box.top + EDGE - press.y) - Math.max(0, press.y - box.bottom + EDGE);
      const by = -Math.sign(near) * Math.min(FASTEST, Math.abs(near) / 3);
      const before = one.scrollTop;
      one.scrollTop += by;
      if (one.scrollTop !== before) break; // the innermost first
    }
    follow();
    frame = requestAnimationFrame(scroll);
  }

  function end(dropped = false) {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    const held = press;
    const target = over;
    const lifted = ghost;
    press = ghost = over = null;
    if (!lifted) return;
    lifted.remove();
    delete held.source.dataset.held;
    if (target) delete target.dataset.over;
    delete document.documentElement.dataset.dragging;
    swallowClick();
    change(false);
    if (!dropped || !target) return;
    const {drop: kind, theme, card} = target.dataset;
    drop(held.source.dataset.card, {[kind]: {theme, card}[kind] ?? true});
  }

  root.addEventListener('pointerdown', (event) => {
    if (press && event.pointerId !== press.pointer) return end(); // a second finger means something else
    const source = event.target.closest('[data-drag]');
    const control = event.target.closest('button, a, input, textarea, select, summary');
    if (!source || event.button || (control && !control.matches('.grip'))) return;
    press = {pointer: event.pointerId, source, x: event.clientX, y: event.clientY, touch: event.pointerType === 'touch'};
    if (press.touch) timer = setTimeout(begin, LONG);
  });
  addEventListener('pointermove', (event) => {
    if (event.pointerId !== press?.pointer) return;
    const gone = Math.hypot(event.clientX - press.x, event.clientY - press.y);
    if (!ghost && press.touch) {
      if (gone > SLIP) end();
      return;
    }
    if (!ghost && gone < STILL) return;
    Object.assign(press, {x: event.clientX, y: event.clientY});
    if (ghost) follow();
    else begin();
  });
  addEventListener('pointerup', (event) => {
    if (event.pointerId === press?.pointer) end(true);
  });
  addEventListener('pointercancel', (event) => {
    if (event.pointerId === press?.pointer) end();
  });
  addEventListener('blur', () => end());
  // A list scrolls under a moving finger until the card is lifted, and not after; nor does a menu come up.
  root.addEventListener('touchmove', (event) => { if (ghost) event.preventDefault(); }, {passive: false});
  root.addEventListener('contextmenu', (event) => { if (press?.touch) event.preventDefault(); });
  addEventListener('keydown', (event) => {
    if (!ghost || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    end();
  }, {capture: true});

  return {get active() { return ghost !== null; }};
}

/** The click that a release brings is part of the drag. */
function swallowClick() {
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('click', swallow, {capture: true, once: true});
  setTimeout(() => removeEventListener('click', swallow, {capture: true}), 60);
}
