// What the pages of all user interfaces have in common: they read their settings, fetch the document
// themselves, and hand it over with servers that work wherever the application is mounted.

const settings = JSON.parse(document.getElementById("settings").textContent);

const absolute = (url) => new URL(url, document.baseURI).href;

function withoutSlash(url) {
  return url.endsWith("/") ? url.slice(0, -1) : url;
}

// Relative servers are meant from where the document lies, and no servers at all mean the application
// itself, which may stand behind a path of a proxy that the document knows nothing of.
function placed(api) {
  const from = absolute(settings.document);
  const resolved = (servers) =>
    servers.map((server) => {
      // A variable may hold the scheme, so such a URL is left as it is.
      const relative = !/^([a-z][a-z0-9+.-]*:|\{)/i.test(server.url);
      return relative ? { ...server, url: withoutSlash(beside(server.url, from)) } : server;
    });
  for (const path of Object.values(api.paths ?? {})) {
    for (const place of [path, ...Object.values(path)]) {
      if (Array.isArray(place?.servers)) {
        place.servers = resolved(place.servers);
      }
    }
  }
  const servers = api.servers?.length ? api.servers : undefined;
  api.servers = servers ? resolved(servers) : [{ url: withoutSlash(absolute(settings.application)) }];
  return api;
}

// A URL escapes the braces of variables.
function beside(url, from) {
  return new URL(url, from).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
}

function cookie(name) {
  for (const pair of document.cookie.split("; ")) {
    if (pair.startsWith(name + "=")) {
      return decodeURIComponent(pair.slice(name.length + 1));
    }
  }
  return undefined;
}

// All user interfaces send by fetch, so this is the one place where the token is added. Some of them
// keep the fetch that they find when they are loaded, so this happens before.
function sendToken(csrf) {
  const send = window.fetch;
  window.fetch = (input, init) => {
    const request = input instanceof Request ? input : undefined;
    const method = (init?.method ?? request?.method ?? "GET").toUpperCase();
    const url = new URL(request?.url ?? String(input), document.baseURI);
    const safe = ["GET", "HEAD", "OPTIONS", "TRACE"].includes(method);
    const token = safe || url.origin !== location.origin ? undefined : cookie(csrf.cookie);
    if (token === undefined) {
      return send(input, init);
    }
    const headers = new Headers(init?.headers ?? request?.headers);
    headers.set(csrf.header, token);
    return send(input, { ...init, headers });
  };
}

if (settings.csrf) {
  sendToken(settings.csrf);
}

async function fetched() {
  const response = await fetch(absolute(settings.document), {
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
  if (response.ok) {
    return response.json();
  }
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? problem.title ?? `The server answered ${response.status}.`);
}

function fail(root, failure) {
  console.error(failure);
  const text = document.createElement("p");
  text.className = "lodestar-failure";
  text.setAttribute("role", "alert");
  text.textContent = `The description of this API could not be shown. ${failure.message}`;
  root.replaceChildren(text);
}

/** Calls `change` with each OAuth 2.0 flow of the security schemes, and with its scheme. */
export function eachFlow(api, change) {
  for (const scheme of Object.values(api.components?.securitySchemes ?? {})) {
    Object.values(scheme.flows ?? {}).forEach((flow) => change(flow, scheme));
  }
}

/** Shows the API: calls `show` with what a user interface has to know. */
export async function start(show) {
  const root = document.getElementById("api");
  try {
    const api = placed(await fetched());
    await show({ root, api, options: settings.options, document: absolute(settings.document), absolute });
  } catch (failure) {
    fail(root, failure);
  }
}
