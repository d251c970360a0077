// Usage: node engines.mjs ENGINE FOLDER MODULES: a rule engine of npm on the rules and profiles of a workload: see measure.mjs.
import { facts, load, measure, rules } from './measure.mjs';

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

await measure(engines, { count: fired => fired.length, each: (fired, f) => fired.forEach(i => f(i, '')) });
