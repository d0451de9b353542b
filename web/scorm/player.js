// Between a learning platform that speaks SCORM 1.2 and the lab in the frame, which speaks SPLICE.
const frame = document.querySelector('iframe');

/** The platform's interface, in a page around this one or in the one that opened it; null: none. */
function findApi(start) {
  try {
    for (let page = start, depth = 0; page && depth < 12; page = page.parent, ++depth) {
      if (page.API) return page.API;
      if (page === page.parent) break;
    }
  } catch {
    // A page of another origin has nothing that can be reached.
  }
  return null;
}
const api = findApi(window) ?? (window.opener ? findApi(window.opener) : null);

/** Characters that SCORM 1.2 keeps. */
const most = 4096;
const began = Date.now();
let isOpen = api !== null && String(api.LMSInitialize('')) === 'true';
const get = (name) => (isOpen ? String(api.LMSGetValue(name)) : '');
const set = (name, value) => isOpen && api.LMSSetValue(name, String(value));

async function passThrough(bytes, stream) {
  const through = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(through).arrayBuffer());
}

async function pack(state) {
  const bytes = await passThrough(
    new TextEncoder().encode(JSON.stringify(state)),
    new CompressionStream('deflate-raw'),
  );
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

async function unpack(text) {
  if (text === '') return null;
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const plain = await passThrough(bytes, new DecompressionStream('deflate-raw'));
  return JSON.parse(new TextDecoder().decode(plain));
}

async function keep({ score, state }) {
  const text = await pack(state);
  // What is too long for the platform is not kept by halves.
  if (text.length <= most) set('cmi.suspend_data', text);
  if (typeof score === 'number') {
    set('cmi.core.score.min', 0);
    set('cmi.core.score.max', 100);
    set('cmi.core.score.raw', Math.round(100 * score));
  }
  // A lesson is completed when it was marked; a lab, once something was run in it.
  const isLesson = new URL(frame.src).searchParams.has('lesson');
  const isDone = isLesson ? typeof score === 'number' : state.position > 0;
  if (isDone) set('cmi.core.lesson_status', 'completed');
  if (isOpen) api.LMSCommit('');
}

async function answer({ message_id }) {
  const state = await unpack(get('cmi.suspend_data')).catch(() => null);
  const response = { subject: 'SPLICE.getState.response', message_id, state };
  frame.contentWindow.postMessage(response, location.origin);
}

let work = Promise.resolve();
addEventListener('message', ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== location.origin) return;
  if (data?.subject === 'SPLICE.getState') work = work.then(() => answer(data));
  if (data?.subject === 'SPLICE.reportScoreAndState') work = work.then(() => keep(data));
});

addEventListener('pagehide', () => {
  if (!isOpen) return;
  const seconds = Math.floor((Date.now() - began) / 1000);
  const two = (number) => String(number).padStart(2, '0');
  const hours = String(Math.floor(seconds / 3600)).padStart(4, '0');
  set(
    'cmi.core.session_time',
    `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`,
  );
  api.LMSFinish('');
  isOpen = false;
});

if (isOpen) {
  if (['', 'not attempted'].includes(get('cmi.core.lesson_status'))) {
    set('cmi.core.lesson_status', 'incomplete');
    api.LMSCommit('');
  }
}
// Only now, so that nothing it says is lost.
frame.src = frame.dataset.src;
