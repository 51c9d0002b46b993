// Two views: all files at /, one file at /files/ID. Paths are the browser's; only /api is the server's.
const main = document.querySelector('main');

function element(name, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

function show(...children) {
  main.replaceChildren(...children);
}

async function json(path, options) {
  const response = await fetch(path, options);
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail ?? body.title);
  }
  return body;
}

async function showAll() {
  const input = element('input', { type: 'file', name: 'file', required: true });
  const form = element('form', { id: 'upload' }, input, element('button', {}, 'Upload'));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const stored = await json('/api/files', { method: 'POST', body: new FormData(form) });
    go('/files/' + stored.id);
  });
  const table = element('table');
  for (const file of await json('/api/files')) {
    const link = element('a', { href: '/files/' + file.id }, file.name);
    table.append(element('tr', {}, element('td', {}, link), element('td', {}, file.size + ' bytes')));
  }
  show(form, table);
}

async function showOne(id) {
  const file = await json('/api/files/' + id);
  const content = '/api/files/' + id + '/content';
  const progress = element('progress', { max: 100, value: 0 });
  const state = element('p', { id: 'state' });
  const player = playerOf(file.mediaType, content);
  const download = element('a', { href: content, download: file.name }, 'Download');
  show(element('h2', {}, file.name), progress, state, ...player, element('p', {}, download));
  follow(id, update => {
    progress.value = Math.max(update.percent, 0);
    state.dataset.seen = (state.dataset.seen ? state.dataset.seen + ' ' : '') + update.percent;
    state.textContent = update.checksum ?? (update.percent < 0 ? 'failed' : update.percent + ' %');
  });
}

function playerOf(mediaType, content) {
  switch (mediaType.split('/')[0]) {
    case 'audio':
    case 'video':
      return [element('video', { src: content, controls: true, preload: 'metadata' })];
    case 'image':
      return [element('img', { src: content, alt: '' })];
    default:
      return [];
  }
}

// The stream ends when all is done; without close the browser would connect again.
function follow(id, report) {
  const events = new EventSource('/api/files/' + id + '/progress');
  events.onmessage = event => {
    const update = JSON.parse(event.data);
    report(update);
    if (update.percent === 100 || update.percent < 0) {
      events.close();
    }
  };
}

async function route() {
  const one = location.pathname.match(/^\/files\/([^/]+)$/);
  try {
    await (one ? showOne(one[1]) : showAll());
  } catch (failure) {
    show(element('p', { id: 'failure' }, failure.message));
  }
}

function go(path) {
  history.pushState(null, '', path);
  route();
}

addEventListener('popstate', route);
document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="/"]:not([download])');
  if (link) {
    event.preventDefault();
    go(link.getAttribute('href'));
  }
});
route();
