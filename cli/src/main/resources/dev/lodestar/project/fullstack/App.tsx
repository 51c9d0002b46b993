import { type FormEvent, useEffect, useState } from "react";
import { ApiError, createApiClient, type Note } from "./api";

const api = createApiClient();

export function App() {
  const [notes, setNotes] = useState<Note[]>([]);
  const [text, setText] = useState("");
  const [error, setError] = useState("");

  useEffect(() => {
    api.notesList().then(setNotes, (failure: unknown) => setError(told(failure)));
  }, []);

  async function add(event: FormEvent) {
    event.preventDefault();
    try {
      const note = await api.notesCreate({ body: { text } });
      setNotes((all) => [...all, note]);
      setText("");
      setError("");
    } catch (failure) {
      setError(told(failure));
    }
  }

  async function toggle(note: Note) {
    const changed = await api.notesChange({ path: { id: note.id }, body: { done: !note.done } });
    setNotes((all) => all.map((each) => (each.id === changed.id ? changed : each)));
  }

  return (
    <main>
      <h1>Notes</h1>
      <form onSubmit={add}>
        <input aria-label="A new note" value={text} onChange={(event) => setText(event.target.value)} />
        <button>Add</button>
      </form>
      {error && <p className="error">{error}</p>}
      <ul>
        {notes.map((note) => (
          <li key={note.id}>
            <label className={note.done ? "done" : ""}>
              <input type="checkbox" checked={note.done} onChange={() => toggle(note)} /> {note.text}
            </label>
          </li>
        ))}
      </ul>
    </main>
  );
}

function told(failure: unknown): string {
  if (failure instanceof ApiError) {
    return failure.problem?.errors?.[0]?.message ?? failure.message;
  }
  return String(failure);
}
