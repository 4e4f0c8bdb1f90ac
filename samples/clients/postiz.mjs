// A validation step as a scheduling tool in JavaScript would have it, shaped like that of Postiz: for each provider,
// `checkValidity(posts, settings)` gives true, or a text that the user reads. It asks `postlint serve`.
//
//   node postiz.mjs http://127.0.0.1:8417/v1/gate < request.json     over HTTP
//   node postiz.mjs --stdio postlint serve --stdio < request.json    over the pipes of a process that it starts
//
// request.json: {"type": "schedule" | "now" | "draft", "date": "…", "account": "…", "provider": "…", "posts": [...]},
// each post {"content": "…", "image": [{"path": "…", "alt": "…"}]}; several posts are a thread.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const INTENTS = { draft: "draft", schedule: "schedule", now: "publish" };

/** Ask over HTTP. Whatever goes wrong, the answer is no. */
export function overHttp(url, token = process.env.POSTLINT_SERVE_TOKEN) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  return async (request) => {
    const signal = AbortSignal.timeout(30_000);
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(request), signal });
    return response.json();
  };
}

/** Ask a process that was started for it: one line out, one line in, matched by id. */
export function overPipes(command, ...words) {
  const child = spawn(command, words, { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map();
  let count = 0;
  createInterface({ input: child.stdout }).on("line", (line) => {
    const answer = JSON.parse(line);
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  child.on("exit", () => waiting.forEach(({ reject }) => reject(new Error("postlint has ended"))));
  const ask = (request) =>
    new Promise((resolve, reject) => {
      const id = ++count;
      waiting.set(id, { resolve, reject });
      child.stdin.write(JSON.stringify({ ...request, id }) + "\n");
    });
  ask.end = () => child.stdin.end();
  return ask;
}

/** What Postiz asks of a provider: true, or why not. Drafts are advised, so they pass, with what to mend. */
export async function checkValidity(ask, posts, { type, date, account, provider }) {
  const versions = posts.map((post, index) => ({
    text: post.content,
    media: (post.image ?? []).map(({ path, alt, people }) => ({ path, alt, people })),
    ...(posts.length > 1 && { thread: [index + 1, posts.length] }),
  }));
  const request = { intent: INTENTS[type] ?? "publish", account, platform: provider, scheduled_at: date, versions };
  let answer;
  try {
    answer = await ask(request);
  } catch (error) {
    return `The post could not be checked: ${error.message}`;
  }
  if (answer.allowed === true) return true; // nothing else counts as a yes
  return answer.reasons
    .filter((reason) => reason.stops)
    .map((reason) => `${reason.message} ${reason.fix}`.trim())
    .join("\n");
}

if (process.argv[1]?.endsWith("postiz.mjs")) {
  const [first, ...rest] = process.argv.slice(2);
  const ask = first === "--stdio" ? overPipes(...rest) : overHttp(first);
  let text = "";
  for await (const piece of process.stdin) text += piece;
  const { posts, ...settings } = JSON.parse(text);
  const valid = await checkValidity(ask, posts, settings);
  ask.end?.();
  console.log(valid === true ? "true" : valid);
  process.exitCode = valid === true ? 0 : 1;
}
