'use client';
import type { ConnectionView } from '@millrace/services/settings';
import { Badge, Card } from '@millrace/ui';
import type { SetUpStep } from '@millrace/connectors';
import { CopyButton } from '../../lists/copy-button.tsx';

interface SetUpStepsProps {
  readonly title: string;
  readonly steps: readonly SetUpStep[];
  readonly connection: ConnectionView;
}

/** The steps to do in the other system, in order, with the values to paste there. */
export function SetUpSteps({ title, steps, connection }: SetUpStepsProps) {
  const registered = connection.registration?.at !== null && connection.registration?.at !== undefined;
  const shown = steps.filter((step) => !(registered && step.byHandOnly));
  if (shown.length === 0) return null;
  return (
    <Card title={`In ${title}`} aria-label={`In ${title}`} role="region">
      <ol className="space-y-5 text-13">
        {shown.map((step, index) => (
          <li key={step.title} className="flex gap-3">
            <span className="flex size-6 shrink-0 items-center justify-center rounded-full bg-river-tint text-12 font-semibold text-river tabular">
              {index + 1}
            </span>
            <div className="min-w-0 flex-1">
              <h3 className="pt-0.5 text-14 font-medium">{step.title}</h3>
              <p className="mt-1 text-pretty text-soft">{step.text}</p>
              {step.paste ? <Pasted url={addressOf(step.paste, connection)} title={title} /> : null}
              {step.list ? <Ticked list={step.list} /> : null}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function addressOf(paste: 'webhook-address' | 'sign-in-address', { intakeUrl }: ConnectionView): string {
  if (paste === 'webhook-address') return intakeUrl ?? '';
  return intakeUrl === null
    ? `${location.origin}/settings/connections/back`
    : `${new URL(intakeUrl).origin}/settings/connections/back`;
}

function Pasted({ url, title }: { url: string; title: string }) {
  return (
    <>
      <span className="mt-2 flex items-center gap-2 rounded-md bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-12 break-all text-ink">{url}</code>
        <CopyButton text={url} label="Copy the address" />
      </span>
      {url.startsWith('https:') ? null : (
        <p className="mt-2 text-pretty text-waiting">
          {title} only sends to addresses that begin with https and can be reached from the internet. This one
          is neither yet.
        </p>
      )}
    </>
  );
}

function Ticked({ list }: { list: NonNullable<SetUpStep['list']> }) {
  return (
    <ul className="mt-3 divide-y divide-line/60 rounded-md border border-line">
      {list.map((item) => (
        <li key={item.name} className="flex items-center gap-3 px-3 py-1.5">
          <span className="min-w-0 flex-1 text-ink">{item.name}</span>
          {item.needed ? <Badge tone="river">Needed</Badge> : <Badge>Useful</Badge>}
        </li>
      ))}
    </ul>
  );
}
