// One sentence over the bottom bar with one button, never a dialog; and the page's only live region.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import * as icons from './icons.js';

/** Draw the sentence. The region is always there, so that what comes into it is read out. */
export function draw({t, ui, set, online, rows, act}) {
  const said = ui.said;
  const standing = !online ? {text: t('console_offline'), tone: 'error', icon: icons.warning}
    : said ? {text: said.text ?? t(said.key, said.args), tone: said.tone ?? 'note', icon: said.tone === 'error' ? icons.warning : icons.done}
      : rows.screen.frozen ? {text: t('console_board_frozen'), tone: 'note', icon: icons.freeze, thaw: true}
        : {text: '', tone: 'none', icon: nothing};
  return html`
    ${standing.text ? standing.icon : nothing}
    <p role="status">${standing.text}</p>
    ${standing.thaw ? html`<button class="btn" type="button" data-focus="thaw" @click=${() => act({do: 'screen', frozen: false})}>${t('console_thaw')}</button>` : nothing}
    ${said?.button && online ? html`<button class="btn" type="button" data-focus="said-do" @click=${said.button.press}>${t(said.button.key)}</button>` : nothing}
    ${said?.tone === 'error' && online ? html`<button class="btn quiet" type="button" data-focus="said-close" @click=${() => set({said: null})}>${t('console_close')}</button>` : nothing}`;
}

/** The tone of what stands there now, as a class of the row. */
export const tone = ({ui, online, rows}) => (!online ? 'error' : ui.said ? ui.said.tone ?? 'note' : rows.screen.frozen ? 'note' : 'none');
