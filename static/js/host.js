// The host's page: how many have just come, and a button for having met them. Never who.
import {html, nothing, render} from '../vendor/lit/lit-html.js';
import {connect} from './live/socket.js';
import {mark} from './parts/icons.js';
import {frameRehearsal} from './parts/rehearsal.js';
import {block, t, useTexts} from './parts/text.js';

useTexts(block('texts'));
const page = block('page');
const root = document.getElementById('app');
const status = document.getElementById('status');
let said = null; // the number that was last read out

const live = connect({page, room: block('room'), onChange: draw});

function draw() {
  const {rows, online, refused} = live.state;
  if (refused) return location.reload(); // the key was taken back: the page itself says what to do
  const {lately} = rows.arrivals;
  frameRehearsal(rows);
  render(html`
    <div class="page look_up host">
      <header class="bar">${mark}<p class="bar-event">${rows.event.title}</p></header>
      ${online ? nothing : html`<div class="band"><span></span><p><b>${t('host_offline')}</b></p></div>`}
      <main id="main"><div class="looking">
        <p class="came figures" aria-hidden="true">${lately}</p>
        <h1 class="huge">${t(lately ? 'host_came' : 'host_nobody', {n: lately})}</h1>
        <p>${t(lately ? 'host_greet' : 'host_wait')}</p>
        ${lately ? html`<p><button class="button main" type="button" @click=${greet}>${t('host_greeted')}</button></p>` : nothing}
        <p class="way-back">${page.back ? t('host_back', {code: page.back}) : nothing}</p>
      </div></main>
    </div>`, root);
  if (said !== lately) status.textContent = t(lately ? 'host_came' : 'host_nobody', {n: lately});
  said = lately;
  return undefined;
}

async function greet() {
  const answer = await live.ask({do: 'greet'});
  if (!answer.ok) status.textContent = t(answer.refused ?? 'refused_bad', answer.args);
}

root.replaceChildren();
draw();
