// What is wrong with a page's geometry: wider than the screen, cut, outside, on top of something else, or too small.
(least) => {
  const found = [];
  const name = (e) => `${e.tagName.toLowerCase()}.${[...e.classList].join('.')} "${e.textContent.trim().slice(0, 40)}"`;
  const over = document.scrollingElement.scrollWidth - innerWidth;
  if (over > 0) found.push(`${over} px wider than the screen`);
  // a title in a screen's head may be short there: it ends in dots, and stands whole on the page; two
  // lines are wanted of a card in a theme's column, of one that is suggested, and of those that come after
  const short = (e) => e.closest('.bar-event, .top-name, .home, .gathering h1, .prompt.long:not(.open), .small-card > p, .alike-text, .after li span');
  const seen = (e) => !short(e) && e.checkVisibility({checkVisibilityCSS: true, checkOpacity: true})
    && !e.closest('.hidden-visually, svg, noscript, iframe, script, style, [hidden]');
  const scrolls = (e) => {
    for (let p = e; p; p = p.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(p).overflowX) && p.scrollWidth > p.clientWidth) return true;
    }
    return false;
  };
  for (const e of document.body.querySelectorAll('*')) {
    if (!seen(e) || !e.textContent.trim()) continue;
    const {overflowX, overflowY} = getComputedStyle(e);
    const cut = (/hidden|clip/.test(overflowX) && e.scrollWidth > e.clientWidth + 2)
      || (/hidden|clip/.test(overflowY) && e.scrollHeight > e.clientHeight + 2);
    if (cut && e.clientWidth > 1) found.push(`cut: ${name(e)}`);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || !seen(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (size < least - 0.1) found.push(`${size} px: ${name(e)}`);
    const block = e.closest('p, h1, h2, h3, li > button, button, a, dt, dd, label, small') ?? e;
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      if ((box.right > innerWidth + 1 || box.left < -1) && !scrolls(e)) found.push(`outside: ${name(e)}`);
      const spare = (box.height - size * 0.94) / 2;
      if (box.top < -200 || box.top > 2000) continue; // far from what a screen shows at once
      lines.push({l: box.left, r: box.right, t: box.top + spare, b: box.bottom - spare, block, e});
    }
  }
  const boxes = new Map();
  const within = (e) => { // what a scrolling part does not show lies under nothing
    if (!e) return {t: -Infinity, b: Infinity};
    if (!boxes.has(e)) {
      const around = within(e.parentElement);
      const r = e.getBoundingClientRect();
      boxes.set(e, /auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowY)
        ? {t: Math.max(around.t, r.top), b: Math.min(around.b, r.bottom)} : around);
    }
    return boxes.get(e);
  };
  const shown = lines.filter(({e, t, b}) => t >= within(e).t - 1 && b <= within(e).b + 1);
  shown.sort((a, b) => a.t - b.t);
  for (let i = 0; i < shown.length; i += 1) {
    for (let j = i + 1; j < shown.length && shown[j].t < shown[i].b - 2; j += 1) {
      const [a, b] = [shown[i], shown[j]];
      if (a.block === b.block || a.block.contains(b.block) || b.block.contains(a.block)) continue;
      const wide = Math.min(a.r, b.r) - Math.max(a.l, b.l);
      const high = Math.min(a.b, b.b) - Math.max(a.t, b.t);
      if (wide > 2 && high > 2) found.push(`on top: ${name(a.e)} / ${name(b.e)}`);
    }
  }
  return [...new Set(found)];
}
