'use client';
import { Button, IconButton, Link } from '@millrace/ui';
import { useThemeChoice } from '../shell/theme-choice.ts';
import { BenchCharts } from './bench-charts.tsx';
import { BenchFields } from './bench-fields.tsx';
import { BenchNodes } from './bench-nodes.tsx';
import { BenchOverlays } from './bench-overlays.tsx';
import { BenchShow } from './bench-show.tsx';
import { BenchTokens } from './bench-tokens.tsx';
import { Row, Section } from './section.tsx';

/** Every component in its states on one page, to check both themes and phones. */
export function Bench() {
  const { theme, setTheme } = useThemeChoice();
  return (
    <main className="mx-auto max-w-300 px-4 py-8 sm:px-8">
      <header className="mb-6 flex items-end justify-between gap-4">
        <div>
          <h1 className="text-28 font-semibold">Bench</h1>
          <p className="text-14 text-soft">
            Every component in its states. What is not here is not part of the look.
          </p>
        </div>
        <Button
          icon={theme === 'dark' ? 'sun' : 'moon'}
          onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
        >
          {theme === 'dark' ? 'Show light' : 'Show dark'}
        </Button>
      </header>
      <BenchTokens />
      <Section title="Press">
        <Row>
          <Button look="primary" icon="play">
            Publish flow
          </Button>
          <Button icon="pencil">Rename</Button>
          <Button look="quiet">Cancel</Button>
          <Button look="danger" icon="stop">
            Stop for 214 people
          </Button>
          <Button look="primary" busy>
            Publishing
          </Button>
          <Button disabled>Not yet</Button>
        </Row>
        <Row>
          <Button size="small">Small</Button>
          <Button>Medium</Button>
          <Button size="large">Large</Button>
          <IconButton icon="undo" label="Undo" keys={['Ctrl', 'Z']} />
          <IconButton icon="redo" label="Redo" disabled />
          <IconButton icon="list" label="Show the outline" pressed />
          <IconButton icon="more" label="More" look="secondary" />
          <Link href="#x">Open the flow</Link>
          <Link href="https://example.com" external>
            Where this figure comes from
          </Link>
        </Row>
      </Section>
      <BenchFields />
      <BenchNodes />
      <BenchShow />
      <BenchCharts />
      <BenchOverlays />
    </main>
  );
}
