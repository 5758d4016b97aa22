// The plan's line to the laptop: read it, have it checked, save it, and notice when the file was edited meanwhile.

const CALM = 350;  // ms without a key before the plan is checked
const LOOK = 3000; // ms between looks at the file

/** `base` is the event's own address. Every answer is an object; without a line it is {offline: true}. */
export function createPlanLine(base) {
  let due;
  let latest = 0;

  async function ask(path, body, type = 'application/json') {
    try {
      const answer = await fetch(`${base}/${path}`, body === undefined ? {cache: 'no-store'} : {
        method: 'POST', headers: {'Content-Type': type}, body: type === 'application/json' ? JSON.stringify(body) : body,
      });
      return answer.headers.get('Content-Type')?.startsWith('application/json') ? await answer.json() : {offline: true, status: answer.status};
    } catch {
      return {offline: true};
    }
  }

  /** Check a form soon, once for all that is typed meanwhile; only the latest answer is told. */
  function check(given, tell) {
    clearTimeout(due);
    const number = ++latest;
    due = setTimeout(async () => {
      const answer = await ask('plan/check', given());
      if (number === latest && !answer.offline) tell(answer);
    }, CALM);
  }

  /** Look at the file again and again; `tell` is called when it is not the one with the hash that is known. */
  function watch(known, tell) {
    setInterval(async () => {
      if (document.hidden) return;
      const asked = known();
      const answer = await ask(`plan/view?${new URLSearchParams({hash: asked})}`);
      if (!answer.offline && !answer.same && asked === known()) tell(answer);
    }, LOOK);
  }

  return {
    check, watch,
    view: () => ask('plan/view'),
    save: (given) => { latest += 1; return ask('plan', given); },
    logo: (picture) => ask('logo', picture, picture.type),
  };
}
