'use client';
import { useEffect, useState } from 'react';
import { classes, Icon, Skeleton } from '@millrace/ui';
import type { MessagePreview as Preview } from '../actions.ts';
import { useEditor } from '../store/hooks.ts';
import { useTriggerEvent } from './event-variables.ts';

const AFTER = 500;
type Screen = 'phone' | 'desktop';

/** Asks for the rendered message a moment after the last change; keeps the last one meanwhile. */
function usePreview(channel: string, content: unknown, purpose: 'marketing' | 'transactional') {
  const { actions } = useEditor();
  const event = useTriggerEvent();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const text = JSON.stringify(content);
  useEffect(() => {
    const render = actions.renderPreview;
    if (!render) return;
    let open = true;
    const timer = setTimeout(() => {
      render(channel, JSON.parse(text), purpose, event).then(
        (found) => {
          if (!open) return;
          setPreview(found);
          setFailed(null);
        },
        (error: unknown) => open && setFailed(error instanceof Error ? error.message : 'The preview cannot be drawn now.'),
      );
    }, AFTER);
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [actions, channel, text, purpose, event]);
  return { preview, failed, possible: actions.renderPreview !== undefined };
}

/** The message as a sample customer gets it. */
export function MessagePreview({
  channel,
  content,
  purpose,
}: {
  channel: string;
  content: unknown;
  purpose: 'marketing' | 'transactional';
}) {
  const { preview, failed, possible } = usePreview(channel, content, purpose);
  const [screen, setScreen] = useState<Screen>('phone');
  if (!possible) return <p className="text-13 text-faint">There is no preview here.</p>;
  const mail = preview?.html !== null && preview?.html !== undefined;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      <div className="flex items-center justify-between gap-2">
        <p className="text-12 text-faint">As a sample customer gets it</p>
        {mail ? (
          <div role="radiogroup" aria-label="Screen" className="flex rounded-md bg-sunken p-0.5">
            {(['phone', 'desktop'] as const).map((name) => (
              <button
                key={name}
                type="button"
                role="radio"
                aria-checked={screen === name}
                onClick={() => setScreen(name)}
                className="flex h-6 cursor-pointer items-center gap-1 rounded-sm px-2 text-12 font-medium text-soft aria-checked:bg-raised aria-checked:text-ink"
              >
                <Icon name={name} size={12} />
                {name === 'phone' ? 'Phone' : 'Desktop'}
              </button>
            ))}
          </div>
        ) : null}
      </div>
      {failed ? (
        <p role="status" className="flex gap-1.5 rounded-md bg-broken-tint p-2 text-12 text-broken">
          <Icon name="warning" size={12} className="mt-0.5" />
          {failed}
        </p>
      ) : null}
      {(preview?.warnings ?? []).map((warning) => (
        <p key={warning} className="flex gap-1.5 text-12 text-waiting">
          <Icon name="info" size={12} className="mt-0.5" />
          {warning}
        </p>
      ))}
      {preview === null && !failed ? <Skeleton className="h-80 w-full" /> : null}
      {preview && mail ? <Mail preview={preview} screen={screen} /> : null}
      {preview && !mail ? <Bubble preview={preview} /> : null}
    </div>
  );
}

function Mail({ preview, screen }: { preview: Preview; screen: Screen }) {
  return (
    <div
      className={classes(
        'flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-white',
        screen === 'phone' ? 'mx-auto w-[375px] max-w-full' : 'w-full',
      )}
    >
      <p className="truncate border-b border-line bg-surface px-3 py-2 text-13 font-semibold text-ink">
        {preview.subject || <span className="font-normal text-faint">No subject yet</span>}
      </p>
      <iframe title="Preview of the e-mail" sandbox="" srcDoc={preview.html ?? ''} className="min-h-100 w-full flex-1 bg-white" />
    </div>
  );
}

function Bubble({ preview }: { preview: Preview }) {
  return (
    <div className="rounded-lg border border-line bg-sunken p-4">
      <p className="w-fit max-w-72 rounded-lg rounded-bl-none bg-raised px-3 py-2 text-13 whitespace-pre-wrap text-ink shadow-lift">
        {preview.text || <span className="text-faint">No words yet</span>}
      </p>
      {preview.segments !== null ? (
        <p className="pt-2 text-12 text-faint tabular">
          {preview.text.length} characters, paid for as {preview.segments} {preview.segments === 1 ? 'part' : 'parts'}
        </p>
      ) : null}
    </div>
  );
}
