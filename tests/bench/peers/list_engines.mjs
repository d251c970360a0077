// Usage: node list_engines.mjs ENGINE FOLDER MODULES: a rule engine of npm on the rules and profiles of a workload of list rules: see
// measure.mjs. A rule on the records of a list fires once for each record of which it is true.
import { load, measure, rules } from './measure.mjs';

const isLess = t => t.op === '<';

// Each gives, for a profile, a list in which each match is two items: the rule, and the record that it is about (null: nothing).
const engines = {
  // The conditions on one record are one function for each list, which the loop over its records calls: that is faster than a filter
  // for each rule. Where the engine itself must run over records, it does.
  'json-logic-engine': async () => {
    const { LogicEngine } = await load('json-logic-engine');
    const engine = new LogicEngine();
    // `of` and `fact` say where fields and facts are seen from where the test stands.
    const test = (t, of, fact) => {
      const field = { var: of + t.of };
      const other = t.fact === undefined ? t.value : { var: fact + t.fact };
      if (t.op === 'contains') return { and: [{ '!==': [other, null] }, { in: [other, field] }] };
      if (t.op === '=') return t.fact === undefined ? { '===': [field, other] } : { and: [{ '!==': [other, null] }, { '===': [field, other] }] };
      return { and: [ // null counts as 0
        ...(isLess(t) || t.fact !== undefined ? [{ '!==': [field, null] }] : []),
        ...(t.fact === undefined ? [] : [{ '!==': [other, null] }]),
        { [t.op]: [field, other] } ] };
    };
    const all = conditions => conditions.length === 1 ? conditions[0] : { and: conditions };
    // Ten conditions a function: longer functions are not compiled well.
    const built = numbers => {
      const parts = [];
      for (let i = 0; i < numbers.length; i += 10) {
        const some = numbers.slice(i, i + 10);
        parts.push([some, engine.build(some.map(n => condition(rules[n])))]);
      }
      return parts;
    };
    const condition = r => {
      if (r.over === 'each')
        return all([...(r.gate ? [test(r.gate, 'f.', 'f.')] : []), ...r.tests.map(t => test(t, 'x.', 'f.'))]);
      const inner = all(r.tests.map(t => test(t, '', '../../')));
      const list = { var: r.list };
      const over = {
        some: { some: [list, inner] },
        every: { and: [{ '!==': [list, null] }, { none: [list, { '!': inner }] }] },
        count: { '>=': [{ length: { filter: [list, inner] } }, r.least] } };
      return all([test(r.gate, '', ''), over[r.over]]);
    };
    const numbered = rules.map((r, i) => [r, i]);
    const whole = built(numbered.filter(([r]) => r.over !== 'each').map(([, i]) => i));
    const lists = [...new Set(rules.map(r => r.list))].map(name =>
      [name, built(numbered.filter(([r]) => r.over === 'each' && r.list === name).map(([, i]) => i))]);
    const add = (fired, parts, data, record) => {
      for (const [numbers, run] of parts) {
        const answers = run(data);
        for (let i = 0; i < answers.length; i++)
          if (answers[i] === true) fired.push(numbers[i], record);
      }
    };
    return profile => {
      const fired = [];
      add(fired, whole, profile, null);
      const data = { x: null, f: profile };
      for (const [name, parts] of lists) {
        for (const record of profile[name] ?? []) {
          data.x = record;
          add(fired, parts, data, record);
        }
      }
      return fired;
    };
  },
  // One node of expressions, one for each rule: the titles of the records, or whether the rule fires.
  '@gorules/zen-engine': async () => {
    const { ZenEngine } = await load('@gorules/zen-engine');
    const text = (t, of) => {
      const field = of + t.of;
      const other = t.fact ?? JSON.stringify(t.value);
      const known = t.fact === undefined ? '' : `${t.fact} != null and `;
      if (t.op === 'contains') return `${field} != null and ${known}${other} in ${field}`;
      return t.op === '=' ? `${known}${field} == ${other}` : `${field} != null and ${known}${field} ${t.op} ${other}`;
    };
    const expression = r => {
      const inner = r.tests.map(t => text(t, '#.')).join(' and ');
      const when = [...(r.gate ? [text(r.gate, '')] : []), `${r.list} != null`].join(' and ');
      return {
        each: `${when} ? map(filter(${r.list}, ${inner}), #.title) : []`,
        some: `${when} and some(${r.list}, ${inner})`,
        every: `${when} and all(${r.list}, ${inner})`,
        count: `${when} and count(${r.list}, ${inner}) >= ${r.least}` }[r.over];
    };
    const decision = new ZenEngine().createDecision({
      nodes: [
        { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
        { id: 'rules', name: 'rules', type: 'expressionNode', position: { x: 0, y: 0 }, content: {
          expressions: rules.map((r, i) => ({ id: String(i), key: `r${i}`, value: expression(r) })) } },
        { id: 'out', name: 'out', type: 'outputNode', position: { x: 0, y: 0 } } ],
      edges: [
        { id: '1', type: 'edge', sourceId: 'in', targetId: 'rules' },
        { id: '2', type: 'edge', sourceId: 'rules', targetId: 'out' } ] });
    return async profile => {
      const { result } = await decision.evaluate(profile);
      const fired = [];
      for (let i = 0; i < rules.length; i++) {
        const answer = result[`r${i}`];
        if (answer === true) fired.push(i, null);
        else if (answer) for (const title of answer) fired.push(i, { title });
      }
      return fired;
    };
  },
};

await measure(engines, {
  count: fired => fired.length / 2,
  each: (fired, f) => {
    for (let i = 0; i < fired.length; i += 2)
      f(fired[i], rules[fired[i]].about ? fired[i + 1].title : '');
  } });
