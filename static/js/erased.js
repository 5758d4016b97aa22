// Somebody has erased what they wrote: let this browser forget what it kept of the meeting as well, and say when the
// laptop has cleaned its last file.
import {forget, home} from './live/rehearsal.js';

const AGAIN_MS = 3000;
const page = JSON.parse(document.getElementById('page').textContent);
const {title, line} = page.when_gone;

forget(home(page.event, {}));
if (title) follow();

async function follow() {
  while (!(await isGone())) await new Promise((resume) => setTimeout(resume, AGAIN_MS));
  const heading = document.getElementById('title');
  document.title = document.title.replace(heading.textContent, title);
  heading.textContent = title;
  document.getElementById('line').textContent = line;
}

async function isGone() {
  try {
    return (await fetch(`${page.base}/mine/erased`, {credentials: 'omit'})).status === 200; // another tab may be somebody new
  } catch {
    return false; // the laptop is out of reach
  }
}
