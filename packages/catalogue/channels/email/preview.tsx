import type { PreviewProps } from '../preview-props.ts';
import { framedPage } from '../preview-props.ts';

const WIDTH = { phone: 375, desktop: 720 } as const;

/**
 * An e-mail as an inbox shows it: sender, subject and preview line above the page, in a frame without
 * scripts.
 */
export function Preview({ message, screen }: PreviewProps) {
  const sender = message.senderName ?? 'Your shop';
  return (
    <figure
      className="mx-auto w-full overflow-hidden rounded-lg border border-line bg-white"
      style={{ maxWidth: WIDTH[screen] }}
    >
      <figcaption className="flex gap-3 border-b border-line bg-raised p-3">
        <span
          aria-hidden
          className="flex size-9 shrink-0 items-center justify-center rounded-full bg-message-tint text-14 font-semibold text-message"
        >
          {[...sender.trim()][0]?.toLocaleUpperCase() ?? '·'}
        </span>
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate text-13 text-soft">
            {sender}
          </span>
          <span dir="auto" className="block truncate text-14 font-semibold text-ink">
            {message.subject || 'No subject'}
          </span>
          {message.preheader ? (
            <span dir="auto" className="block truncate text-13 text-faint">
              {message.preheader}
            </span>
          ) : null}
        </span>
      </figcaption>
      {message.html === null ? (
        <pre className="p-4 text-13 whitespace-pre-wrap text-ink">{message.text}</pre>
      ) : (
        <iframe
          title={`E-mail: ${message.subject ?? 'no subject'}`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={framedPage(message.html)}
          className="block h-160 w-full border-0 bg-white"
        />
      )}
    </figure>
  );
}
