'use client';
import { useEffect, useRef, useState } from 'react';
import { channelById } from '@millrace/channels';
import { MessageLook, type MessageToShow } from '@millrace/channels/previews';
import { Icon, Skeleton } from '@millrace/ui';
import type { MessagePreview as Preview } from '../actions.ts';
import { useEditor } from '../store/hooks.ts';
import { useTriggerEvent } from './event-variables.ts';

const AFTER = 500;
export type Screen = 'phone' | 'desktop';

/** Loads the rendered message shortly after the last change. Keeps the previous one meanwhile. */
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
        (error: unknown) =>
          open && setFailed(error instanceof Error ? error.message : 'The preview cannot be rendered now.'),
      );
    }, AFTER);
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [actions, channel, text, purpose, event]);
  return { preview, failed, possible: actions.renderPreview !== undefined };
}

/** The message as a sample customer sees it. */
export function MessagePreview({
  channel,
  content,
  purpose,
  onScreen,
}: {
  channel: string;
  content: unknown;
  purpose: 'marketing' | 'transactional';
  /** Called with the chosen screen, so that the dialog can give a wide one more room. */
  onScreen?: (screen: Screen) => void;
}) {
  const { preview, failed, possible } = usePreview(channel, content, purpose);
  if (!possible) return <p className="text-13 text-faint">No preview is available.</p>;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
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
      {preview ? (
        <MessageLooks
          channel={channel}
          preview={preview}
          words="As a sample customer sees it"
          {...(onScreen ? { onScreen } : {})}
        />
      ) : null}
    </div>
  );
}

/** A rendered message on a phone or a desktop in real width. Channels without HTML bring their own preview. */
export function MessageLooks({
  channel,
  preview,
  words = '',
  onScreen,
}: {
  channel: string;
  preview: Preview;
  words?: string;
  onScreen?: (screen: Screen) => void;
}) {
  const [screen, setScreen] = useState<Screen>('phone');
  const mail = preview.html !== null;
  const screens = channelById(channel)?.screens ?? [];
  const choose = (next: Screen) => {
    setScreen(next);
    onScreen?.(next);
  };
  return (
    <>
      <div className="flex items-center justify-between gap-2">
        <p className="text-12 text-faint">{words}</p>
        {screens.length > 1 ? (
          <div role="radiogroup" aria-label="Screen" className="flex rounded-md bg-sunken p-0.5">
            {screens.map((name) => (
              <button
                key={name}
                type="button"
                role="radio"
                aria-checked={screen === name}
                onClick={() => choose(name)}
                className="flex h-6 cursor-pointer items-center gap-1 rounded-sm px-2 text-12 font-medium text-soft aria-checked:bg-raised aria-checked:text-ink"
              >
                <Icon name={name} size={12} />
                {name === 'phone' ? 'Phone' : 'Desktop'}
              </button>
            ))}
          </div>
        ) : null}
      </div>
      {mail ? (
        <Mail preview={preview} screen={screen} />
      ) : (
        <MessageLook channel={channel} message={{ ...NOTHING, ...preview }} screen={screen} />
      )}
    </>
  );
}

const NOTHING: MessageToShow = {
  senderName: null,
  subject: null,
  preheader: null,
  html: null,
  text: null,
  segments: null,
};

/** Widths in CSS pixels of a common phone and of the pane of a mail program. With less room the preview is scaled down. */
const WIDTHS: Readonly<Record<Screen, number>> = { phone: 375, desktop: 800 };

function Mail({ preview, screen }: { preview: Preview; screen: Screen }) {
  const [room, setRoom] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watched = box.current;
    if (!watched) return;
    const observer = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? null));
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  const width = WIDTHS[screen];
  const scale = room === null ? 1 : Math.min(1, room / width);
  return (
    <div ref={box} className="flex min-h-0 flex-1 flex-col">
      <div
        style={{ width: width * scale }}
        className="mx-auto flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-white"
      >
        <p className="truncate border-b border-line bg-surface px-3 py-2 text-13 font-semibold text-ink">
          {preview.subject || <span className="font-normal text-faint">No subject yet</span>}
        </p>
        <div className="relative min-h-100 flex-1 overflow-hidden">
          <iframe
            title="Preview of the e-mail"
            sandbox=""
            srcDoc={preview.html ?? ''}
            style={{ width, height: `${100 / scale}%`, transform: `scale(${scale})`, transformOrigin: '0 0' }}
            className="absolute inset-0 bg-white"
          />
        </div>
      </div>
    </div>
  );
}
