// Made from the OpenAPI document of "%{name}".
// Changes of this file are lost when it is made again.

export interface ChangeNotePatch {
  /**
   * @minLength 1
   * @maxLength 200
   * @pattern \S
   */
  text?: string;
  done?: boolean;
}

/** One thing that is wrong with the input of a request. */
export interface InputError {
  /** The part of the request. */
  in: "path" | "query" | "header" | "cookie" | "form" | "body";
  /** The name of the parameter, header, cookie or form field. */
  name?: string;
  /** Where in the body it is, as a JSON pointer (RFC 6901). */
  pointer?: string;
  /** What kind of error it is, for programs. */
  code: string;
  /** What is wrong, for people. */
  message: string;
}

/** What is wrong with the input of the request, all of it at once. */
export type InvalidInput = Problem & { errors?: InputError[] };

export interface Note {
  /** @format int64 */
  id: number;
  /**
   * @minLength 1
   * @maxLength 200
   * @pattern \S
   */
  text: string;
  done: boolean;
}

/** What went wrong (RFC 9457). There may be further members. */
export interface Problem {
  /**
   * A URI that identifies the kind of problem.
   * @format uri-reference
   * @default "about:blank"
   */
  type: string;
  /** What kind of problem it is, in a few words. */
  title: string;
  /**
   * The status of the response.
   * @format int32
   * @minimum 100
   * @maximum 999
   */
  status: number;
  /** What went wrong this time. */
  detail?: string;
  /**
   * A URI that identifies this occurrence.
   * @format uri-reference
   */
  instance?: string;
  [key: string]: unknown;
}

export interface WriteNote {
  /**
   * @minLength 1
   * @maxLength 200
   * @pattern \S
   */
  text: string;
}

/** An event of a stream of server-sent events. */
export interface ApiEvent<Data> {
  data: Data;
  event?: string;
  id?: string;
}

/** What goes into each operation, and what comes out of it. */
export interface ApiOperations {
  /**
   * List
   *
   * `GET /api/notes`
   */
  notesList: {
    method: "GET";
    path: "/api/notes";
    input: {
    };
    results: {
      "application/json": Note[];
      "application/vnd.msgpack": globalThis.Blob;
    };
    result: Note[];
    answers: {
      /** OK */
      200: Note[];
      /** There is no media type that the client accepts. */
      406: Problem;
    };
  };
  /**
   * Create
   *
   * `POST /api/notes`
   */
  notesCreate: {
    method: "POST";
    path: "/api/notes";
    input: {
    } & (
      | { body: WriteNote; contentType?: "application/json" }
      | { body: globalThis.Blob | globalThis.BufferSource; contentType: "application/vnd.msgpack" }
    );
    results: {
      "application/json": Note;
      "application/vnd.msgpack": globalThis.Blob;
    };
    result: Note;
    answers: {
      /** Created */
      201: Note;
      /** What was sent is malformed or invalid. */
      400: InvalidInput;
      /** There is no media type that the client accepts. */
      406: Problem;
      /** The content is too large. */
      413: Problem;
      /** The content is of a type that is not supported. */
      415: Problem;
    };
  };
  /**
   * Get
   *
   * `GET /api/notes/{id}`
   */
  notesGet: {
    method: "GET";
    path: "/api/notes/{id}";
    input: {
      path: {
        /** @format int64 */
        id: number;
      };
    };
    results: {
      "application/json": Note;
      "application/vnd.msgpack": globalThis.Blob;
    };
    result: Note;
    answers: {
      /** OK */
      200: Note;
      /** What was sent is malformed or invalid. */
      400: InvalidInput;
      /** There is nothing at this address. */
      404: Problem;
      /** There is no media type that the client accepts. */
      406: Problem;
    };
  };
  /**
   * Delete
   *
   * `DELETE /api/notes/{id}`
   */
  notesDelete: {
    method: "DELETE";
    path: "/api/notes/{id}";
    input: {
      path: {
        /** @format int64 */
        id: number;
      };
    };
    results: {
    };
    result: undefined;
    answers: {
      /** No Content */
      204: undefined;
      /** What was sent is malformed or invalid. */
      400: InvalidInput;
      /** There is no such note. */
      404: Problem;
    };
  };
  /**
   * Change
   *
   * `PATCH /api/notes/{id}`
   */
  notesChange: {
    method: "PATCH";
    path: "/api/notes/{id}";
    input: {
      path: {
        /** @format int64 */
        id: number;
      };
    } & (
      | { body: ChangeNotePatch; contentType?: "application/merge-patch+json" | "application/json" }
      | { body: globalThis.Blob | globalThis.BufferSource; contentType: "application/vnd.msgpack" }
    );
    results: {
      "application/json": Note;
      "application/vnd.msgpack": globalThis.Blob;
    };
    result: Note;
    answers: {
      /** OK */
      200: Note;
      /** What was sent is malformed or invalid. */
      400: InvalidInput;
      /** There is nothing at this address. */
      404: Problem;
      /** There is no media type that the client accepts. */
      406: Problem;
      /** The content is too large. */
      413: Problem;
      /** The content is of a type that is not supported. */
      415: Problem;
    };
  };
}

/** The names of the security schemes. */
export type ApiSecurityScheme = never;

/** A function for each operation. */
export interface ApiClient {
  /**
   * List
   *
   * `GET /api/notes`
   */
  notesList: ApiCall<"notesList">;
  /**
   * Create
   *
   * `POST /api/notes`
   */
  notesCreate: ApiCall<"notesCreate">;
  /**
   * Get
   *
   * `GET /api/notes/{id}`
   */
  notesGet: ApiCall<"notesGet">;
  /**
   * Delete
   *
   * `DELETE /api/notes/{id}`
   */
  notesDelete: ApiCall<"notesDelete">;
  /**
   * Change
   *
   * `PATCH /api/notes/{id}`
   */
  notesChange: ApiCall<"notesChange">;
}

const defaultServer = "";

const schemes: { [name: string]: { in: string; name: string; prefix?: string } } = {
};

const plans: { [Id in ApiOperationId]: ApiPlan } = {
  notesList: { method: "GET", path: "/api/notes", accept: "application/json" },
  notesCreate: { method: "POST", path: "/api/notes", accept: "application/json", body: ["application/json", "application/vnd.msgpack"] },
  notesGet: { method: "GET", path: "/api/notes/{id}", accept: "application/json" },
  notesDelete: { method: "DELETE", path: "/api/notes/{id}" },
  notesChange: { method: "PATCH", path: "/api/notes/{id}", accept: "application/json", body: ["application/merge-patch+json", "application/json", "application/vnd.msgpack"] },
};

const statuses: { [Id in ApiOperationId]: string[] } = {
  notesList: ["200", "406"],
  notesCreate: ["201", "400", "406", "413", "415"],
  notesGet: ["200", "400", "404", "406"],
  notesDelete: ["204", "400", "404"],
  notesChange: ["200", "400", "404", "406", "413", "415"],
};

/** The id of an operation. */
export type ApiOperationId = keyof ApiOperations;

/** What an operation is called with. */
export type ApiInput<Id extends ApiOperationId> = ApiOperations[Id]["input"];

/** What a call of an operation gives. */
export type ApiResult<Id extends ApiOperationId> = ApiOperations[Id]["result"];

/** Every documented answer of an operation; its status tells which one it is. */
export type ApiAnswer<Id extends ApiOperationId> = {
  [Status in keyof ApiOperations[Id]["answers"]]: {
    status: Status extends number ? Status : number;
    body: ApiOperations[Id]["answers"][Status];
    response: globalThis.Response;
  };
}[keyof ApiOperations[Id]["answers"]];

type ApiArguments<Id extends ApiOperationId> = {} extends ApiInput<Id>
  ? [input?: ApiInput<Id>, options?: ApiCallOptions]
  : [input: ApiInput<Id>, options?: ApiCallOptions];

/** Calls one operation. */
export interface ApiCall<Id extends ApiOperationId> {
  /** Gives the content as one of the media types that the operation answers with. */
  <Type extends keyof ApiOperations[Id]["results"]>(
    input: ApiInput<Id>,
    options: ApiCallOptions & { accept: Type },
  ): globalThis.Promise<ApiOperations[Id]["results"][Type]>;
  /** Gives the content of a successful answer, or throws an ApiError. */
  (...args: ApiArguments<Id>): globalThis.Promise<ApiResult<Id>>;
  /** Gives any documented answer; only what is not documented is thrown. */
  answer(...args: ApiArguments<Id>): globalThis.Promise<ApiAnswer<Id>>;
  /** The URL with path and query, for links and pictures. */
  url(...args: ApiArguments<Id>): string;
}

/** Options of one call. */
export interface ApiCallOptions {
  headers?: { [name: string]: string };
  signal?: globalThis.AbortSignal;
  /** The media type that is asked for. */
  accept?: string;
}

/** A secret, or what gives it when it is needed; for "basic" it is "name:password". */
export type ApiCredential =
  | string
  | (() => string | undefined | globalThis.Promise<string | undefined>);

/** Options of a client. */
export interface ApiClientOptions {
  /** Where the paths begin; the first server of the document if it is not given. */
  baseUrl?: string;
  /** The secrets by the names of the security schemes. */
  security?: { [Scheme in ApiSecurityScheme]?: ApiCredential };
  /** Headers of every request. */
  headers?: { [name: string]: string };
  /** The cookie whose value goes into a header of requests that change something. */
  csrf?: { cookie: string; header: string };
  credentials?: globalThis.RequestCredentials;
  /** May change a request before it is sent. */
  onRequest?(
    url: string,
    init: globalThis.RequestInit,
    id: ApiOperationId,
  ): void | globalThis.Promise<void>;
  /** Sees every response, also one that becomes an error. */
  onResponse?(
    response: globalThis.Response,
    id: ApiOperationId,
  ): void | globalThis.Promise<void>;
  fetch?(url: string, init: globalThis.RequestInit): globalThis.Promise<globalThis.Response>;
}

/** An error as RFC 9457 describes it. */
export interface ApiProblem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  instance?: string;
  errors?: { in?: string; name?: string; pointer?: string; code?: string; message?: string }[];
  [extension: string]: unknown;
}

/** An answer that is no success. */
export class ApiError extends Error {
  readonly operation: ApiOperationId;
  readonly status: number;
  readonly response: globalThis.Response;
  /** The content, as far as it could be read. */
  readonly body: unknown;

  constructor(operation: ApiOperationId, response: globalThis.Response, body: unknown) {
    const problem = isProblem(body) ? body : undefined;
    super(problem?.detail ?? problem?.title ?? `${operation} was answered with ${response.status}`);
    this.name = "ApiError";
    this.operation = operation;
    this.status = response.status;
    this.response = response;
    this.body = body;
  }

  /** The problem document, if the answer was one. */
  get problem(): ApiProblem | undefined {
    return isProblem(this.body) ? this.body : undefined;
  }
}

function isProblem(body: unknown): body is ApiProblem {
  return typeof body === "object" && body !== null && ("title" in body || "detail" in body);
}

interface ApiPlan {
  method: string;
  path: string;
  accept?: string;
  /** Media types of the body; the first is sent unless the input says otherwise. */
  body?: string[];
  /** Path parameters that may have slashes. */
  rest?: string[];
  /** How query parameters are written that are not repeated. */
  styles?: { [name: string]: string };
  /** The data of events is text. */
  text?: boolean;
  security?: string[][];
}

interface ApiCallInput {
  path?: { [name: string]: unknown };
  query?: { [name: string]: unknown };
  headers?: { [name: string]: unknown };
  cookies?: { [name: string]: unknown };
  body?: unknown;
  contentType?: string;
}

/** Makes a client. It keeps no state, so one is enough. */
export function createApiClient(options: ApiClientOptions = {}): ApiClient {
  const client: { [id: string]: unknown } = {};
  for (const key of Object.keys(plans)) {
    const id = key as ApiOperationId;
    const plan: ApiPlan = plans[id];
    const answer = async (input: ApiCallInput = {}, call: ApiCallOptions = {}) => {
      const response = await send(options, id, plan, input, call);
      return { status: response.status, body: await read(response, plan), response };
    };
    const result = async (input?: ApiCallInput, call?: ApiCallOptions) => {
      const { body, response } = await answer(input, call);
      if (!response.ok) {
        throw new ApiError(id, response, body);
      }
      return body;
    };
    const documented = async (input?: ApiCallInput, call?: ApiCallOptions) => {
      const given = await answer(input, call);
      const status = String(given.status);
      const known = statuses[id];
      if (!known.some(each => each === status || each === status[0] + "XX" || each === "default")) {
        throw new ApiError(id, given.response, given.body);
      }
      return given;
    };
    const url = (input: ApiCallInput = {}) => urlOf(options, plan, input).toString();
    client[id] = Object.assign(result, { answer: documented, url });
  }
  return client as unknown as ApiClient;
}

async function send(
  options: ApiClientOptions,
  id: ApiOperationId,
  plan: ApiPlan,
  input: ApiCallInput,
  call: ApiCallOptions,
): globalThis.Promise<globalThis.Response> {
  const target = urlOf(options, plan, input);
  const headers = new Headers(options.headers);
  const accept = call.accept ?? plan.accept;
  headers.set("Accept", accept === undefined ? "*/*" : `application/problem+json, ${accept}`);
  for (const [name, value] of Object.entries(input.headers ?? {})) {
    if (value !== undefined && value !== null) {
      headers.set(name, Array.isArray(value) ? value.join(", ") : String(value));
    }
  }
  const cookies = Object.entries(input.cookies ?? {}).filter(([, value]) => value !== undefined);
  if (cookies.length > 0) {
    // Browsers send their own cookies and ignore this header.
    headers.set("Cookie", cookies.map(([name, value]) => `${name}=${value}`).join("; "));
  }
  await authorize(options, plan, headers, target);
  const token = csrfToken(options, plan);
  if (token !== undefined && options.csrf) {
    headers.set(options.csrf.header, token);
  }
  for (const [name, value] of Object.entries(call.headers ?? {})) {
    headers.set(name, value);
  }
  const init: globalThis.RequestInit = { method: plan.method, headers };
  if (call.signal) {
    init.signal = call.signal;
  }
  if (options.credentials) {
    init.credentials = options.credentials;
  }
  if (input.body !== undefined && plan.body !== undefined) {
    const type = input.contentType ?? contentType(plan.body, input.body);
    init.body = bodyOf(type, input.body);
    if (!type.startsWith("multipart/") && !type.includes("*") && !headers.has("Content-Type")) {
      headers.set("Content-Type", type);
    }
  }
  await options.onRequest?.(target.toString(), init, id);
  const response = await (options.fetch ?? fetch)(target.toString(), init);
  await options.onResponse?.(response, id);
  return response;
}

/** A URL whose query can still be added to, also one that is relative. */
class Target {
  readonly query = new URLSearchParams();

  constructor(readonly path: string) {}

  toString(): string {
    const query = this.query.toString();
    return query === "" ? this.path : `${this.path}?${query}`;
  }
}

function urlOf(options: ApiClientOptions, plan: ApiPlan, input: ApiCallInput): Target {
  const path = plan.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = input.path?.[name];
    if (value === undefined || value === null || value === "") {
      throw new TypeError(`The path parameter '${name}' of ${plan.path} is missing.`);
    }
    if (plan.rest?.includes(name)) {
      const segments = Array.isArray(value) ? value.map(String) : String(value).split("/");
      return segments.map(encodeURIComponent).join("/");
    }
    return Array.isArray(value)
      ? value.map(each => encodeURIComponent(String(each))).join(",")
      : encodeURIComponent(String(value));
  });
  const target = new Target((options.baseUrl ?? defaultServer).replace(/\/+$/, "") + path);
  for (const [name, value] of Object.entries(input.query ?? {})) {
    addTo(target.query, name, value, plan.styles?.[name]);
  }
  return target;
}

function addTo(query: globalThis.URLSearchParams, name: string, value: unknown, style?: string): void {
  if (value === undefined || value === null) {
    return;
  }
  if (style === "json") {
    query.append(name, JSON.stringify(value));
  } else if (Array.isArray(value)) {
    if (style === undefined) {
      value.forEach(each => query.append(name, String(each)));
    } else if (value.length > 0) {
      query.append(name, value.join(style));
    }
  } else if (typeof value === "object") {
    for (const [key, each] of Object.entries(value)) {
      if (each !== undefined && each !== null) {
        query.append(style === "deep" ? `${name}[${key}]` : key, String(each));
      }
    }
  } else {
    query.append(name, String(value));
  }
}

/** Applies the first alternative of the operation for which all secrets are there. */
async function authorize(
  options: ApiClientOptions,
  plan: ApiPlan,
  headers: globalThis.Headers,
  target: Target,
): globalThis.Promise<void> {
  const given: { [name: string]: ApiCredential | undefined } = options.security ?? {};
  const chosen = plan.security?.find(names => names.every(name => given[name] !== undefined));
  for (const name of chosen ?? []) {
    const scheme: { in: string; name: string; prefix?: string } | undefined = schemes[name];
    const credential = given[name];
    const secret = typeof credential === "function" ? await credential() : credential;
    if (scheme === undefined || secret === undefined) {
      continue;
    }
    const value =
      scheme.prefix === "Basic " ? `Basic ${base64(secret)}` : (scheme.prefix ?? "") + secret;
    if (scheme.in === "query") {
      target.query.append(scheme.name, value);
    } else if (scheme.in === "cookie") {
      const others = headers.get("Cookie");
      headers.set("Cookie", (others === null ? "" : `${others}; `) + `${scheme.name}=${value}`);
    } else {
      headers.set(scheme.name, value);
    }
  }
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function csrfToken(options: ApiClientOptions, plan: ApiPlan): string | undefined {
  const page = (globalThis as { document?: { cookie: string } }).document;
  if (!options.csrf || !page || ["GET", "HEAD", "OPTIONS", "TRACE"].includes(plan.method)) {
    return undefined;
  }
  const start = `${options.csrf.cookie}=`;
  const found = page.cookie.split("; ").find(each => each.startsWith(start));
  return found === undefined ? undefined : decodeURIComponent(found.slice(start.length));
}

const isJson = (type: string) => /^[^;]+[/+]json\s*(;|$)/i.test(type);
const isLines = (type: string) => /^application\/(x-ndjson|ndjson|jsonl)\s*(;|$)/i.test(type);

/** The first one, unless there are files, which only a multipart form can have. */
function contentType(types: string[], body: unknown): string {
  const parts = body instanceof FormData ? [] : Object.values(body as object).flat();
  const hasFiles = body instanceof FormData || parts.some(each => each instanceof Blob);
  const multipart = hasFiles ? types.find(each => each.startsWith("multipart/")) : undefined;
  return multipart ?? types[0] ?? "application/json";
}

function bodyOf(type: string, body: unknown): globalThis.BodyInit {
  if (isJson(type)) {
    return JSON.stringify(body);
  }
  if (isLines(type)) {
    return Array.from(body as globalThis.Iterable<unknown>, each => JSON.stringify(each) + "\n").join("");
  }
  if (type.startsWith("multipart/")) {
    return body instanceof FormData ? body : filled(new FormData(), body);
  }
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return body instanceof URLSearchParams ? body : filled(new URLSearchParams(), body);
  }
  return body as globalThis.BodyInit;
}

function filled<Form extends globalThis.FormData | globalThis.URLSearchParams>(
  form: Form,
  body: unknown,
): Form {
  for (const [name, value] of Object.entries(body as object)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each instanceof Blob && form instanceof FormData) {
        form.append(name, each);
      } else if (each !== undefined && each !== null) {
        form.append(name, typeof each === "object" ? JSON.stringify(each) : String(each));
      }
    }
  }
  return form;
}

async function read(response: globalThis.Response, plan: ApiPlan): globalThis.Promise<unknown> {
  const type = response.headers.get("Content-Type") ?? "";
  if (response.status === 204 || response.status === 304 || plan.method === "HEAD") {
    return undefined;
  }
  if (isJson(type)) {
    const text = await response.text();
    return text === "" ? undefined : JSON.parse(text);
  }
  if (type.startsWith("text/event-stream")) {
    return events(response, plan.text !== true);
  }
  if (isLines(type)) {
    return documents(response);
  }
  if (type.startsWith("text/")) {
    return response.text();
  }
  const content = await response.blob();
  return type === "" && content.size === 0 ? undefined : content;
}

async function* documents(response: globalThis.Response): globalThis.AsyncGenerator<unknown> {
  for await (const line of lines(response)) {
    if (line !== "") {
      yield JSON.parse(line);
    }
  }
}

async function* events(
  response: globalThis.Response,
  json: boolean,
): globalThis.AsyncGenerator<ApiEvent<unknown>> {
  let data: string[] = [];
  let name: string | undefined;
  let id: string | undefined;
  for await (const line of lines(response)) {
    if (line === "") {
      if (data.length > 0) {
        const text = data.join("\n");
        const event: ApiEvent<unknown> = { data: json ? JSON.parse(text) : text };
        if (name !== undefined) {
          event.event = name;
        }
        if (id !== undefined) {
          event.id = id;
        }
        yield event;
      }
      data = [];
      name = undefined;
      continue;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") {
      data.push(value);
    } else if (field === "event") {
      name = value;
    } else if (field === "id") {
      id = value;
    }
  }
}

/** Leaving the loop over the lines ends the request. */
async function* lines(response: globalThis.Response): globalThis.AsyncGenerator<string> {
  if (response.body === null) {
    return;
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      // A CR at the end may be the first half of a line break.
      const end = done ? rest.length : rest.length - (rest.endsWith("\r") ? 1 : 0);
      const parts = rest.slice(0, end).split(/\r\n|\n|\r/);
      rest = (parts.pop() ?? "") + rest.slice(end);
      yield* parts;
      if (done) {
        if (rest !== "") {
          yield rest;
        }
        return;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
