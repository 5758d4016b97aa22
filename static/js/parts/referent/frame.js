// The referent's frame: what runs, what has been written, the ideas one may refer to, and the line.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {mark} from '../icons.js';
import {clockTime} from '../time.js';
import {ideas} from './ideas.js';
import {line} from './line.js';
import {groups} from './notes.js';
import {photoButton, photosUnderWay} from './photo.js';
import {invitation} from './speaker.js';

/** Draw the whole page. */
export function frame(context) {
  const {t, event, activity, page} = context;
  return html`
    <div class="referent">
      <header class="top">
        <a class="home" href=${page.facilitates ? `${page.base}/console` : nothing}>${mark}<span>${t('referent_title')}</span></a>
        <p class="clock"><span class="hidden-visually">${t('referent_clock')} </span><span class="figures">${clockTime(context.clock, event.timezone, context.language)}</span></p>
        <p class="runs"><b>${activity?.title ?? event.title}</b> <span>${runs(context)}</span></p>
        ${line_(context)}
        ${photoButton(context)}
      </header>
      <main class="notes" tabindex="-1" aria-label=${t('referent_notes')}>
        <h1 class="hidden-visually">${t('referent_notes')}</h1>
        ${page.back ? html`<p class="way-back">${t('referent_back', {code: page.back})}</p>` : nothing}
        ${groups(context)}
        ${photosUnderWay(context)}
      </main>
      ${ideas(context)}
      ${invitation(context)}
      <footer class="write" aria-label=${t('referent_write')}>${said(context)}${line(context)}</footer>
    </div>`;
}

const runs = ({t, event, activity}) => {
  if (event.stage === 'planned') return t('referent_not_begun');
  if (event.stage !== 'open') return t('referent_over');
  return activity?.prompt ?? '';
};

/** Whether everything is on the laptop's disk. */
function line_({t, outbox, online, stored}) {
  const waiting = outbox.filter(({refused}) => !refused).length;
  const text = waiting && !online ? t('referent_lies_here', {n: waiting}) : waiting ? t('referent_sending') : t(online ? 'referent_all_received' : 'referent_offline');
  return html`<p class="line ${online ? '' : 'off'}"><span class="line-dot"></span><span>${text}${stored ? '' : ` ${t('referent_not_kept')}`}</span></p>`;
}

function said({ui, t, set, act}) {
  if (!ui.said) return nothing;
  const back = async () => {
    set({said: null}, '#line');
    await act({do: 'undo'});
  };
  return html`<p class="said ${ui.said.error ? 'error' : ''}"><span>${ui.said.text}</span>
    ${ui.said.undo ? html`<button class="btn" type="button" @click=${back}>${t('referent_undo')}</button>` : nothing}</p>`;
}
