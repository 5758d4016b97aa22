// Right after a result the room talks about it. Where the programme has no conversation there, two buttons beside Next.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {newId} from '../../live/socket.js';

const TALK = {kind: 'conversation', preset: 'Alle sammen'};
const MORE = {kind: 'ideas', preset: 'Mangler der noget?'};
let asking = false; // one press is one activity

/** The buttons, or nothing where they are not needed. */
export function afterVote(context) {
  const {rows, activity, t} = context;
  if (rows.event.stage !== 'open' || activity?.kind !== 'vote' || activity.stage !== 'shown') return nothing;
  if (rows[`a:${rows.next.activity}`]?.kind === 'conversation') return nothing;
  return html`
    <div class="after-vote" role="group" aria-label=${t('console_after_vote')}>
      <button class="btn" type="button" data-focus="after-talk" @click=${() => open(context, {...TALK, prompt: t('board_points_to_missing')})}>${t('console_open_talk')}</button>
      <button class="btn" type="button" data-focus="after-more" @click=${() => open(context, MORE)}>${t('console_ask_more')}</button>
    </div>`;
}

/** Put an activity in here, and go to it. */
async function open({act}, fields) {
  if (asking) return;
  asking = true;
  try {
    const id = newId();
    const answer = await act({do: 'insert', id, ...fields});
    if (answer.ok) await act({do: 'stage', activity: id, stage: 'open'});
  } finally { asking = false; }
}
