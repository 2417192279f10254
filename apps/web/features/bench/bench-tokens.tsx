'use client';
import { Icon, ICON_NAMES } from '@millrace/ui';
import { Section } from './section.tsx';

const GROUNDS = ['bg-ground', 'bg-surface', 'bg-raised', 'bg-sunken'];
const SIGNS = [
  ['bg-river', 'bg-river-tint text-river', 'river'],
  ['bg-good', 'bg-good-tint text-good', 'good'],
  ['bg-waiting', 'bg-waiting-tint text-waiting', 'waiting'],
  ['bg-blocked', 'bg-blocked-tint text-blocked', 'blocked'],
  ['bg-broken', 'bg-broken-tint text-broken', 'broken'],
] as const;
const SIZES = [
  ['text-28', 'The number is what the flow caused'],
  ['text-20', 'Abandoned cart, classic'],
  ['text-16', 'Publish version 3'],
  ['text-14', 'Body text, as in most sentences'],
  ['text-13', 'Controls and tables: 1,234,567.89 and 7,111.11'],
  ['text-12', 'Notes and labels'],
] as const;

export function BenchTokens() {
  return (
    <>
      <Section title="Ground and signs">
        <div className="flex flex-wrap gap-2">
          {GROUNDS.map((ground) => (
            <div
              key={ground}
              className={`flex h-14 w-28 items-end rounded-md border border-line p-2 text-12 ${ground}`}
            >
              {ground.slice(3)}
            </div>
          ))}
        </div>
        <div className="flex flex-wrap gap-2">
          {SIGNS.map(([solid, tint, name]) => (
            <div key={name} className="w-28 overflow-hidden rounded-md border border-line text-12">
              <div className={`h-6 ${solid}`} />
              <div className={`px-2 py-1 font-medium ${tint}`}>{name}</div>
            </div>
          ))}
        </div>
      </Section>
      <Section title="Type">
        {SIZES.map(([size, words]) => (
          <p key={size} className={`${size} tabular`}>
            {words}
          </p>
        ))}
        <div className="w-fit text-right text-13 tabular">
          <p>1,111.11</p>
          <p>8,088.80</p>
          <p>4,747.47</p>
        </div>
      </Section>
      <Section title="Icons">
        <div className="grid grid-cols-[repeat(auto-fill,minmax(6rem,1fr))] gap-y-3">
          {ICON_NAMES.map((name) => (
            <span key={name} className="flex flex-col gap-1 text-12 text-faint">
              <Icon name={name} size={20} className="text-ink" />
              {name}
            </span>
          ))}
        </div>
      </Section>
    </>
  );
}
