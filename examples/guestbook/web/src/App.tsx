import { type FormEvent, useEffect, useState } from "react";
import { ApiError, createApiClient, type Entry } from "./api";

const api = createApiClient();

export function App() {
  const [entries, setEntries] = useState<Entry[]>([]);
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const [error, setError] = useState("");

  useEffect(() => {
    api.entries().then(setEntries, (failure: unknown) => setError(told(failure)));
  }, []);

  async function write(event: FormEvent) {
    event.preventDefault();
    try {
      const entry = await api.write({ body: { name, text } });
      setEntries((all) => [...all, entry]);
      setText("");
      setError("");
    } catch (failure) {
      setError(told(failure));
    }
  }

  return (
    <main>
      <h1>Guestbook</h1>
      <form onSubmit={write}>
        <input id="name" placeholder="Your name" value={name} onChange={(event) => setName(event.target.value)} />
        <textarea id="text" placeholder="Hello!" value={text} onChange={(event) => setText(event.target.value)} />
        <button>Write</button>
      </form>
      {error && <p className="error">{error}</p>}
      {entries.map((entry) => (
        <article key={entry.id}>
          <p>{entry.text}</p>
          <footer>
            {entry.name}, {new Date(entry.at).toLocaleString()}
          </footer>
        </article>
      ))}
    </main>
  );
}

function told(failure: unknown): string {
  if (failure instanceof ApiError) {
    return failure.problem?.errors?.[0]?.message ?? failure.message;
  }
  return String(failure);
}
