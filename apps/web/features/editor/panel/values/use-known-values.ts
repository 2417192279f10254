'use client';
import { useEffect, useMemo, useState } from 'react';
import type { KnownFact, KnownValues } from '../../actions.ts';
import { useConditionActions, type ConditionActions } from '../../store/hooks.ts';

const SLOW = 150;

/** Values of a fact that match the typed text; null until they are loaded. */
export function useKnownValues(fact: string, typed: string): KnownValues | null {
  const actions = useConditionActions();
  const [answer, setAnswer] = useState<{ readonly fact: string; readonly found: KnownValues } | null>(null);
  useEffect(() => {
    const ask = actions.factValues;
    if (!ask) return;
    let open = true;
    const read = () =>
      ask(fact, { search: typed }).then(
        (found) => open && setAnswer({ fact, found }),
        () => undefined,
      );
    const timer = setTimeout(() => void read(), typed === '' ? 0 : SLOW);
    // A value may have been added in another tab, such as a segment.
    const again = () => void read();
    window.addEventListener('focus', again);
    return () => {
      open = false;
      clearTimeout(timer);
      window.removeEventListener('focus', again);
    };
  }, [actions, fact, typed]);
  return answer?.fact === fact ? answer.found : null;
}

/** Names of the chosen values; the value itself if it has no name. */
export function useValueNames(
  fact: string,
  values: readonly string[],
  kept: Readonly<Record<string, string>>,
): (value: string) => string {
  const actions = useConditionActions();
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const wanted = values
    .filter((value) => value !== '' && kept[value] === undefined && names[`${fact}/${value}`] === undefined)
    .join('\n');
  useEffect(() => {
    const ask = actions.factValues;
    if (!ask || wanted === '') return;
    let open = true;
    ask(fact, { named: wanted.split('\n') }).then(
      ({ values: found }) => {
        if (!open) return;
        const labels = new Map(found.map(({ value, label }) => [value, label]));
        setNames((before) => ({
          ...before,
          ...Object.fromEntries(
            wanted.split('\n').map((value) => [`${fact}/${value}`, labels.get(value) ?? value]),
          ),
        }));
      },
      () => undefined,
    );
    return () => {
      open = false;
    };
  }, [actions, fact, wanted]);
  return useMemo(
    () => (value: string) => kept[value] ?? names[`${fact}/${value}`] ?? value,
    [fact, names, kept],
  );
}

const asked = new WeakMap<ConditionActions, Promise<readonly KnownFact[]>>();

/** Custom properties of the store; loaded once while a flow or segment is open. */
export function useKnownFacts(): readonly KnownFact[] {
  const actions = useConditionActions();
  const [facts, setFacts] = useState<readonly KnownFact[]>([]);
  useEffect(() => {
    if (!actions.knownFacts) return;
    let open = true;
    const answer = asked.get(actions) ?? actions.knownFacts();
    asked.set(actions, answer);
    answer.then(
      (found) => open && setFacts(found),
      () => asked.delete(actions),
    );
    return () => {
      open = false;
    };
  }, [actions]);
  return facts;
}
