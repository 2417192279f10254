import { countOfSubject, subjectNoun, subjectNouns, subjectSchema, type Subject } from '@millrace/flow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  actionFor,
  insideWords,
  pausedSentence,
  pauseSentence,
  stopSentence,
} from '../editor/publish/inside-words.ts';
import { overdueSentence } from '../editor/publish/overdue.ts';
import { publishedWords, publishWords } from '../editor/publish/publish-words.ts';
import { audienceWords } from '../editor/publish/before-publishing.tsx';
import { reentryOptions } from '../editor/panel/controls/reentry-control.tsx';
import { runningSentence } from '../editor/rehearsal/rehearsal-words.ts';
import { countedSentence } from './people/counted-words.ts';
import { flowsSentence, type FlowRow } from './table/arrange.ts';
import { rowEntries } from './table/row-entries.ts';

const OF_PEOPLE = /\b(people|persons?|customers?|everybody|nobody|somebody|anybody|whoever)\b/i;
const verbs = {
  mayEdit: true,
  mayPublish: true,
  go: () => {},
  duplicate: () => {},
  exportFile: () => {},
  saveAsTemplate: () => {},
  ask: () => {},
};

/** Everything the screens of a flow say about what goes through it. */
function said(subject: Subject): readonly string[] {
  const row = { subject, id: 'f', name: 'F', state: 'live', entered: 3, inside: 3 } as FlowRow;
  const late = { people: 2, oldest: 0, arrivals: { people: 12, tooLate: 1 } };
  const nothingLate = { people: 0, oldest: null, arrivals: { people: 0, tooLate: 0 } };
  const audience = (people: number) => audienceWords({ people, days: 30, exact: true }, subject);
  return [
    ...[0, 1, 12].flatMap((inside) => [
      insideWords(subject, inside),
      pauseSentence(subject, inside),
      stopSentence(subject, inside),
      actionFor('Stop', subject, inside),
      audience(inside),
    ]),
    pausedSentence(subject),
    overdueSentence(subject, late),
    overdueSentence(subject, nothingLate),
    ...(['draft', 'live', 'paused', 'stopped'] as const).flatMap((state) => {
      const version = state === 'draft' ? null : 2;
      return [
        publishWords({ subject, state, version }).description,
        publishedWords({ subject, state }, { state: 'live', version: 3 }).more,
      ];
    }),
    ...reentryOptions(subject).flatMap(({ label, help }) => [label, help]),
    runningSentence(subject),
    countedSentence(subject, 3, 'entered', 'Wait', null),
    countedSentence(subject, 3, 'went:yes', 'Wait', 'Yes'),
    flowsSentence([row]),
    ...rowEntries(row, verbs).flatMap((entry) => (entry ? [entry.label] : [])),
  ];
}

describe.each(subjectSchema.options)('the screens of a flow about %s', (subject) => {
  const isOfPeople = subjectNoun(subject) === 'person';

  it('speak of people only where people enter', () => {
    const wrong = isOfPeople ? [] : said(subject).filter((sentence) => OF_PEOPLE.test(sentence));
    expect(wrong).toEqual([]);
  });

  it('name what the flow is about', () => {
    const all = said(subject).join('\n');
    expect(all).toContain(countOfSubject(subject, 12));
    expect(all.toLowerCase()).toContain(subjectNouns(subject));
  });
});

/**
 * Files whose own strings may speak of people whatever the flow is about, and why. Others take the words for what enters a
 * flow from `subject-words.ts`.
 */
const ALWAYS_PEOPLE: Readonly<Record<string, string>> = {
  'flows/caused.ts': 'a flow is measured on customers, whatever it is about',
  'flows/table/arrange.ts': 'chooses the word itself, by what the listed flows are about',
  'editor/bar/flow-menu.tsx': 'an audience is of customers',
  'editor/panel/by-best-channel.tsx': 'a channel is decided for customers alone',
  'editor/holdout/beside-part.tsx': 'a flow is measured on customers, whatever it is about',
  'editor/holdout/holdout-planner.tsx': 'a flow is measured on customers, whatever it is about',
  'editor/holdout/holdout-words.ts': 'a flow is measured on customers, whatever it is about',
  'editor/publish/audience-dialog.tsx': 'an audience is of customers',
  'editor/publish/before-publishing.tsx': 'messages reach people',
  'editor/rehearsal/rehearsal-panel.tsx': 'people answer messages',
  'editor/panel/controls/member-control.tsx': 'members of the team are people',
  'editor/panel/values/matching-words.ts': 'conditions are counted on customers',
  'editor/panel/values/segment-field.tsx': 'a segment is of customers',
};

describe('the sources of the screens of a flow', () => {
  const features = join(import.meta.dirname, '..');
  const found = ['flows', 'editor', 'enrolments'].flatMap((folder) =>
    readdirSync(join(features, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|testing\//.test(file))
      .flatMap((file) => {
        const text = readFileSync(join(features, folder, file), 'utf8');
        return stringsOf(text)
          .filter((words) => /\b(people|person|everybody|nobody|somebody)\b/i.test(words))
          .map((words) => ({ file: `${folder}/${file}`, words }));
      }),
  );

  it('leave the word for what enters a flow to its subject', () => {
    expect(found.filter(({ file }) => !(file in ALWAYS_PEOPLE))).toEqual([]);
  });

  it('are listed as exceptions only while they are some', () => {
    const files = new Set(found.map(({ file }) => file));
    expect(Object.keys(ALWAYS_PEOPLE).filter((file) => !files.has(file))).toEqual([]);
  });
});

/** Texts with a space or a capital in a source: strings without what is put into them, and lines of plain text between tags. */
function stringsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !/^(\/\/|\/?\*|import |\} from )/.test(line))
    .flatMap((line) => [
      ...(line.match(/'(?:[^'\\]|\\.)*'|"[^"]*"|`[^`]*`?/g) ?? []),
      ...(/^(?!\w+:)[^{}()=;`"'<>]* [^{}()=;`"'<>]*$/.test(line) ? [line] : []),
      ...(line.match(/>[^<>{}=]+</g) ?? []),
    ])
    .map((words) => words.replaceAll(/\$\{[^}]*\}/g, ''))
    .filter((words) => / |^.?[A-Z]/.test(words));
}
