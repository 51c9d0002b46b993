const door = document.getElementById("door");
const mouth = document.getElementById("mouth");
const lines = document.getElementById("lines");

function show(from, text) {
  const line = document.createElement("li");
  line.textContent = from ? `${from}: ${text}` : text;
  lines.append(line);
  line.scrollIntoView();
}

door.addEventListener("submit", event => {
  event.preventDefault();
  const { room, name } = Object.fromEntries(new FormData(door));
  const url = new URL(`rooms/${encodeURIComponent(room)}`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.searchParams.set("name", name);
  const socket = new WebSocket(url);
  socket.onopen = () => {
    door.hidden = true;
    mouth.hidden = false;
  };
  socket.onmessage = message => {
    const { from, text } = JSON.parse(message.data);
    show(from, text);
  };
  socket.onclose = close => {
    door.hidden = false;
    mouth.hidden = true;
    show("", close.reason || `The door is closed (${close.code}).`);
  };
  mouth.onsubmit = said => {
    said.preventDefault();
    socket.send(JSON.stringify(Object.fromEntries(new FormData(mouth))));
    mouth.reset();
  };
});
