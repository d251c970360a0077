// What engines.mjs and list_engines.mjs measure an engine of npm with. Their arguments are ENGINE FOLDER MODULES. Printed are seconds of CPU
// time to compile the rules, profiles, seconds to evaluate them, how many rules fired, and seconds for the whole: lines parsed, evaluated,
// ranked, the three best written. The rules that fire for the first profiles are written to matches/ENGINE.
import { readFileSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

const [engineName, folder, modules] = process.argv.slice(2);
const CHECKED = 256;
const MOST = 20000; // profiles that are kept in memory

export const { facts, rules } = JSON.parse(readFileSync(join(folder, 'rules.json'), 'utf8'));
const lines = readFileSync(join(folder, 'profiles.ndjson'), 'utf8').split('\n').slice(0, -1);

export const load = async name => {
  const require = createRequire(join(modules, 'x.js'));
  try {
    return require(name);
  } catch {
    return import(require.resolve(name));
  }
};

const seconds = () => {
  const used = process.cpuUsage();
  return (used.user + used.system) / 1e6;
};

/**
 * @param engines  makes, by its name, a function from a profile to what fired; or { fill, run }. `fill`: unknown facts are to be null.
 * @param of       what fired: `count(fired)`, and `each(fired, f)`, which calls f with each rule and the title of what it is about, or ''
 */
export async function measure(engines, of) {
  const start = seconds();
  const made = await engines[engineName]();
  const evaluate = made.run ?? made;
  const read = line => {
    const profile = JSON.parse(line);
    if (made.fill)
      for (const fact of facts) profile[fact] ??= null;
    return profile;
  };
  const first = evaluate(read(lines[0]));
  const isAsync = first instanceof Promise;
  await first;
  const loaded = seconds();

  let text = '';
  for (const line of lines.slice(0, CHECKED)) {
    const found = [];
    of.each(await evaluate(read(line)), rule => found.push(rule));
    text += found.sort((a, b) => a - b).join(' ') + '\n';
  }
  writeFileSync(join(folder, 'matches', basename(engineName)), text);

  // Warm, then measured: the profiles in turn, again and again, as many as a second and a half allows.
  const profiles = lines.slice(0, MOST).map(read);
  const pass = async (budget, step) => {
    const began = seconds();
    let done = 0;
    for (; done % 64 !== 0 || seconds() - began < budget; done++) {
      const result = step(done % profiles.length);
      if (isAsync) await result;
    }
    return [done, seconds() - began];
  };
  await pass(1, i => evaluate(profiles[i]));
  let matches = 0;
  const count = fired => { matches += of.count(fired); };
  const [done, took] = await pass(1.5, isAsync ? async i => count(await evaluate(profiles[i])) : i => count(evaluate(profiles[i])));

  const out = openSync('/dev/null', 'w');
  text = '';
  const write = fired => {
    const sums = new Map();
    of.each(fired, (i, about) => {
      const { target, certainty, priority } = rules[i];
      const key = about ? `${target} ${about}` : target;
      const sum = sums.get(key);
      sums.set(key, sum === undefined ? [certainty, priority] : [sum[0] + certainty * (1 - sum[0]), sum[1]]);
    });
    const best = [...sums].map(([id, [certainty, priority]]) => ({ id, certainty, score: certainty * priority }))
      .sort((a, b) => b.score - a.score).slice(0, 3);
    text += JSON.stringify({ status: 'ok', given: sums.size, recommendations: best }) + '\n';
    if (text.length > 65536) { writeSync(out, text); text = ''; }
  };
  const [wholeDone, wholeTook] = await pass(1.5, isAsync ? async i => write(await evaluate(read(lines[i]))) : i => write(evaluate(read(lines[i]))));
  console.log(`${(loaded - start).toFixed(6)} ${done} ${took.toFixed(9)} ${matches} ${(wholeTook / wholeDone).toExponential(6)}`);
}
