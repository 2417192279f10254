import { describe, expect, it } from 'vitest';
import { subjectSchema, type Subject } from './graph.ts';
import {
  countOfSubject,
  entriesOfSubject,
  noneOfSubject,
  subjectNoun,
  subjectNouns,
} from './subject-words.ts';

const OF_PEOPLE: readonly Subject[] = ['customer', 'cart'];

describe.each(subjectSchema.options)('a flow about %s', (subject) => {
  const words = [
    subjectNoun(subject),
    subjectNouns(subject),
    countOfSubject(subject, 1),
    countOfSubject(subject, 12),
    noneOfSubject(subject),
    entriesOfSubject(subject, 8, 9),
  ];

  it('speaks of people only where people enter', () => {
    for (const said of words) expect(/people|person|body/.test(said), said).toBe(OF_PEOPLE.includes(subject));
  });

  it('has a plural of its own', () => {
    expect(countOfSubject(subject, 1)).toBe(`1 ${subjectNoun(subject)}`);
    expect(countOfSubject(subject, 2)).toBe(`2 ${subjectNouns(subject)}`);
    expect(subjectNouns(subject)).not.toBe(subjectNoun(subject));
  });
});

it('counts different ones first, and entries only where some entered again', () => {
  expect(entriesOfSubject('order', 9, 9)).toBe('9 orders');
  expect(entriesOfSubject('order', 8, 9)).toBe('8 orders (9 entries)');
  expect(entriesOfSubject('customer', 1, 2)).toBe('1 person (2 entries)');
});

it('counts every entry of a flow about the store as a run', () => {
  expect(entriesOfSubject('store', 1, 9)).toBe('9 runs');
});
