import { expect, it } from 'vitest';
import { fileNameOf } from './download.ts';
import { namedWords } from './file-words.ts';

it.each([
  ['Win-back, spring', 'win-back-spring.json'],
  ['Été  d’or', 'ete-d-or.json'],
  ['../../etc/passwd', 'etc-passwd.json'],
  ['日本', '日本.json'],
  ['…', 'flow.json'],
])('names the file of %s', (name, file) => {
  expect(fileNameOf(name)).toBe(file);
});

it('names what has to be chosen, and the system of a connection', () => {
  expect(namedWords({ thing: 'segment', name: 'VIP' })).toBe('Segment or list “VIP”');
  expect(namedWords({ thing: 'member', name: '' })).toBe('Team member');
  expect(namedWords({ thing: 'connection', name: 'Ours', connector: 'slack' })).toBe(
    'Connection “Ours” (Slack)',
  );
  expect(namedWords({ thing: 'connection', name: 'Slack', connector: 'slack' })).toBe('Connection “Slack”');
});
