// *Klar til salen*: ten lines, each with its tick or what to do. What is missing stands first and never stops anybody.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import * as icons from './icons.js';
import {readiness} from './readiness.js';

const NEXT_LINE = '.check-list .missing .btn, #next'; // where the focus goes when a line is done

/** The lines as they are now. */
export const lines = ({rows, ui, ticks, laptop}) =>
  readiness({...laptop.seen(), rows, bell: ui.bell, rung: ui.rung}, ticks.all());

/** How many things are missing. */
export const missing = (context) => lines(context).filter((line) => !line.ok).length;

/** Draw the heading and the lines. */
export function draw(context) {
  const {t} = context;
  const all = lines(context);
  const first = all.filter((line) => !line.ok);
  const rest = all.filter((line) => line.ok);
  return html`
    <h1 id="ready-head">${t('console_ready')}</h1>
    <p class="aside">${first.length ? html`<b>${t('console_ready_missing', {n: first.length})}</b> ${t('console_ready_begin')}` : html`<b>${t('console_ready_all')}</b>`}</p>
    <ul class="check-list" aria-labelledby="ready-head">${[...first, ...rest].map((each) => line(context, each))}</ul>`;
}

function line(context, {name, ok, key, args, acts}) {
  const {t} = context;
  const said = t(`${key}_do`, args);
  return html`<li class=${ok ? 'done' : 'missing'} data-line=${name}>
    ${ok ? icons.done : icons.warning}
    <p><span class="hidden-visually">${t(ok ? 'console_ready_is' : 'console_ready_is_not')}: </span><b>${t(key, args)}</b> ${said}</p>
    ${name === 'screen' && !ok ? icons.screens : nothing}
    <div class="line-acts">${acts.map((each) => act(context, name, each))}</div>
  </li>`;
}

/** What the buttons do. */
const ACTS = {
  tick: ({ticks, set}, name) => { ticks.tick(name, 'yes'); set({}, NEXT_LINE); },
  untick: ({ticks, set}, name) => { ticks.tick(name, ''); set({}, `[data-line="${name}"] .btn`); },
  mode: ({commands}) => commands.oneScreen(),
  extended: ({ticks, set}) => { ticks.tick('one', ''); set({}, '[data-line="screen"] .btn, #next'); },
  move: ({laptop, rows}) => laptop.move(rows.links.board),
  fill: ({laptop}) => laptop.fill(),
  try_lines: ({act: ask}) => ask({do: 'screen', scene: 'legible'}),
  readable: ({ticks, set, act: ask}) => { ticks.tick('legible', 'yes'); set({}, NEXT_LINE); ask({do: 'screen', scene: null}); },
  larger: ({act: ask}) => ask({do: 'screen', larger: true}),
  smaller: ({act: ask}) => ask({do: 'screen', larger: false}),
  codes: ({commands}) => commands.codes(),
  ring: ({bell, set}) => { bell.wake(); bell.ring(); set({rung: true}, '[data-line="bell"] .btn'); },
  heard: ({ticks, set}) => { ticks.tick('bell', 'heard'); set({rung: false}, NEXT_LINE); },
  unheard: ({ticks, set}) => { ticks.tick('bell', 'unheard'); set({rung: false}, '[data-line="bell"] .btn'); },
};

function act(context, name, what) {
  const {t, page, rows, commands} = context;
  const [does, drive] = [what.split(' ')[0], what.slice(what.indexOf(' ') + 1)];
  if (does === 'copy') {
    return html`<button class="btn" type="button" data-focus="ready-copy-${drive}" @click=${() => commands.copyTo(drive)}>${t('console_ready_act_copy', {drive})}</button>`;
  }
  if (does === 'open') return html`<a class="btn" href=${rows.links.board} target="inspiratorium-board">${t('console_open_board')}</a>`;
  if (does === 'print') return page.before?.print ? html`<a class="btn" href=${page.before.print}>${t('console_ready_act_print')}</a>` : nothing;
  const quiet = ['untick', 'extended'].includes(does) ? 'quiet' : '';
  return html`<button class="btn ${quiet}" type="button" data-focus="ready-${name}-${does}" @click=${() => ACTS[does](context, name)}>
    ${t(`console_ready_act_${does}`)}<span class="hidden-visually">${quiet ? `: ${t(`console_ready_name_${name}`)}` : ''}</span></button>`;
}
