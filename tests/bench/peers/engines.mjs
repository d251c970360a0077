// Usage: node engines.mjs ENGINE FOLDER MODULES: a rule engine of npm on the rules and profiles of a workload. Prints seconds of CPU
// time to compile the rules, profiles, seconds to evaluate them, how many rules fired, and seconds for the whole: lines parsed,
// evaluated, ranked, the three best written.
import { readFileSync, openSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [engineName, folder, modules] = process.argv.slice(2);
const require = createRequire(join(modules, 'x.js'));
const load = async name => {
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
const { facts, rules } = JSON.parse(readFileSync(join(folder, 'rules.json'), 'utf8'));
const lines = readFileSync(join(folder, 'profiles.ndjson'), 'utf8').split('\n').slice(0, -1);

// Each makes a function from a profile to the indexes of the rules that fire. `fill`: unknown facts are to be null.
const engines = {
  'json-logic-engine': async () => {
    const { LogicEngine } = await load('json-logic-engine');
    const engine = new LogicEngine();
    const logic = r => ({ and: [
      { '===': [{ var: r.word[0] }, r.word[1]] },
      ...(r.number[1] === '<' ? [{ '!==': [{ var: r.number[0] }, null] }] : []), // null counts as 0
      { [r.number[1]]: [{ var: r.number[0] }, r.number[2]] },
      { '===': [{ var: r.flag[0] }, r.flag[1]] } ] });
    // A hundred rules a function: fewer are slower, and many more are not compiled well.
    const built = [];
    for (let i = 0; i < rules.length; i += 100) built.push(engine.build(rules.slice(i, i + 100).map(logic)));
    return profile => {
      const fired = [];
      for (let b = 0; b < built.length; b++) {
        const answers = built[b](profile);
        for (let i = 0; i < answers.length; i++)
          if (answers[i] === true) fired.push(b * 100 + i);
      }
      return fired;
    };
  },
  'json-rules-engine': async () => {
    const { Engine } = await load('json-rules-engine');
    const engine = new Engine([], { allowUndefinedFacts: true });
    rules.forEach((r, i) => engine.addRule({
      conditions: { all: [
        { fact: r.word[0], operator: 'equal', value: r.word[1] },
        { fact: r.number[0], operator: r.number[1] === '<' ? 'lessThan' : 'greaterThanInclusive', value: r.number[2] },
        { fact: r.flag[0], operator: 'equal', value: r.flag[1] } ] },
      event: { type: String(i) } }));
    return async profile => (await engine.run(profile)).events.map(e => Number(e.type));
  },
  '@gorules/zen-engine': async () => {
    const { ZenEngine } = await load('@gorules/zen-engine');
    const empty = Object.fromEntries(facts.map(f => [f, '']));
    const cells = r => ({
      ...empty,
      [r.word[0]]: JSON.stringify(r.word[1]),
      [r.number[0]]: `${r.number[1]} ${r.number[2]}`,
      [r.flag[0]]: `${r.flag[1]}` });
    const decision = new ZenEngine().createDecision({
      nodes: [
        { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
        { id: 'table', name: 'table', type: 'decisionTableNode', position: { x: 0, y: 0 }, content: {
          hitPolicy: 'collect',
          inputs: facts.map(f => ({ id: f, name: f, field: f })),
          outputs: [{ id: 'rule', name: 'rule', field: 'rule' }],
          rules: rules.map((r, i) => ({ _id: String(i), ...cells(r), rule: String(i) })) } },
        { id: 'out', name: 'out', type: 'outputNode', position: { x: 0, y: 0 } } ],
      edges: [
        { id: '1', type: 'edge', sourceId: 'in', targetId: 'table' },
        { id: '2', type: 'edge', sourceId: 'table', targetId: 'out' } ] });
    return { fill: true, run: async profile => (await decision.evaluate(profile)).result.map(x => Number(x.rule)) };
  },
  'cel-js': async () => {
    const { parse, evaluate } = await load('cel-js');
    const parsed = rules.map(r => parse(`${r.word[0]} == "${r.word[1]}" && ` +
      `(${r.number[0]} == null ? false : ${r.number[0]} ${r.number[1]} ${r.number[2]}) && ${r.flag[0]} == ${r.flag[1]}`).cst);
    return { fill: true, run: profile => {
      const fired = [];
      for (let i = 0; i < parsed.length; i++)
        if (evaluate(parsed[i], profile) === true) fired.push(i);
      return fired;
    } };
  },
  feelin: async () => {
    const { evaluate } = await load('feelin');
    const texts = rules.map(r => `${r.word[0]} = "${r.word[1]}" and ${r.number[0]} ${r.number[1]} ${r.number[2]} and ` +
      `${r.flag[0]} = ${r.flag[1]}`);
    return { fill: true, run: profile => {
      const fired = [];
      for (let i = 0; i < texts.length; i++) {
        const out = evaluate(texts[i], profile);
        if (out === true || out?.value === true) fired.push(i);
      }
      return fired;
    } };
  },
};

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

// Warm, then measured: the profiles in turn, again and again, as many as a second and a half allows.
const profiles = lines.slice(0, 20000).map(read);
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
const count = fired => { matches += fired.length; };
const [done, took] = await pass(1.5, isAsync ? async i => count(await evaluate(profiles[i])) : i => count(evaluate(profiles[i])));

const out = openSync('/dev/null', 'w');
const write = fired => {
  const sums = new Map();
  for (const i of fired) {
    const sum = sums.get(rules[i].target);
    sums.set(rules[i].target, sum === undefined ? [rules[i].certainty, rules[i].priority] : [sum[0] + rules[i].certainty * (1 - sum[0]), sum[1]]);
  }
  const best = [...sums].map(([id, [certainty, priority]]) => ({ id, certainty, score: certainty * priority }))
    .sort((a, b) => b.score - a.score).slice(0, 3);
  text += JSON.stringify({ status: 'ok', given: sums.size, recommendations: best }) + '\n';
  if (text.length > 65536) { writeSync(out, text); text = ''; }
};
let text = '';
const [wholeDone, wholeTook] = await pass(1.5, isAsync ? async i => write(await evaluate(read(lines[i]))) : i => write(evaluate(read(lines[i]))));
console.log(`${(loaded - start).toFixed(6)} ${done} ${took.toFixed(9)} ${matches} ${(wholeTook / wholeDone).toExponential(6)}`);
