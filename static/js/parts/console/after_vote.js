// Right after a result the room talks about it. Where the programme has no conversation there, two buttons beside Next.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {insert} from './insert.js';

const TALK = {kind: 'conversation', preset: 'Alle sammen'};
const MORE = {kind: 'ideas', preset: 'Mangler der noget?'};

/** The buttons, or nothing where they are not needed. */
export function afterVote(context) {
  const {rows, activity, t} = context;
  if (rows.event.stage !== 'open' || activity?.kind !== 'vote' || activity.stage !== 'shown') return nothing;
  if (rows[`a:${rows.next.activity}`]?.kind === 'conversation') return nothing;
  return html`
    <div class="after-vote" role="group" aria-label=${t('console_after_vote')}>
      <button class="btn" type="button" data-focus="after-talk" @click=${() => insert(context, {...TALK, prompt: t('board_points_to_missing')})}>${t('console_open_talk')}</button>
      <button class="btn" type="button" data-focus="after-more" @click=${() => insert(context, MORE)}>${t('console_ask_more')}</button>
    </div>`;
}
