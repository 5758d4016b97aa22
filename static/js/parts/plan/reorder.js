// Moving a row by its dots, by mouse, pen or finger: a line shows where it will land.

const STILL = 4; // px a hand may tremble before a press is a drag
const EDGE = 48; // px from the edge where the list scrolls

/** Let rows marked `data-row` in `root` be moved by their `.grip`; `drop(from, to)` is called where one lands. */
export function createReorder(root, drop) {
  let press = null; // {pointer, from, y, row, moving}
  let to = null;

  const rows = () => [...root.querySelectorAll('[data-row]')];
  const mark = (place) => {
    for (const row of rows()) {
      row.classList.toggle('land-before', Number(row.dataset.row) === place);
      row.classList.toggle('land-after', place === rows().length && Number(row.dataset.row) === place - 1);
    }
  };

  function follow(y) {
    const boxes = rows().map((row) => row.getBoundingClientRect());
    const found = boxes.findIndex((box) => y < box.top + box.height / 2);
    to = found < 0 ? boxes.length : found;
    mark(to);
    const pane = press.row.closest('.programme-pane');
    const box = pane?.getBoundingClientRect();
    if (box && y < box.top + EDGE) pane.scrollTop -= 12;
    else if (box && y > box.bottom - EDGE) pane.scrollTop += 12;
  }

  function end(dropped) {
    const held = press;
    press = null;
    if (!held?.moving) return;
    mark(null);
    held.row.classList.remove('held');
    if (dropped && to !== null) drop(held.from, to > held.from ? to - 1 : to);
  }

  root.addEventListener('pointerdown', (event) => {
    const grip = event.target.closest('.grip');
    if (!grip || event.button) return;
    const row = grip.closest('[data-row]');
    grip.setPointerCapture(event.pointerId);
    press = {pointer: event.pointerId, from: Number(row.dataset.row), y: event.clientY, row, moving: false};
  });
  root.addEventListener('pointermove', (event) => {
    if (event.pointerId !== press?.pointer) return;
    if (!press.moving && Math.abs(event.clientY - press.y) < STILL) return;
    press.moving = true;
    press.row.classList.add('held');
    follow(event.clientY);
  });
  root.addEventListener('pointerup', (event) => { if (event.pointerId === press?.pointer) end(true); });
  root.addEventListener('pointercancel', () => end(false));
  addEventListener('keydown', (event) => { if (event.key === 'Escape' && press) end(false); });
}
