'use client';
import type { WholeLoggedMessage } from '@millrace/services/message-log';
import { CopyButton } from '../../lists/copy-button.tsx';

/** The headers and the plain text part of a message. */
export function RawParts({ message }: { message: WholeLoggedMessage }) {
  const headers = Object.entries(message.headers);
  return (
    <div className="space-y-5">
      {message.html !== null ? (
        <section aria-label="Headers">
          <h3 className="mb-1.5 text-13 font-semibold">Headers</h3>
          <dl className="space-y-2 rounded-lg bg-sunken p-3 font-mono text-12">
            {[['To', message.to ?? ''], ['Subject', message.subject ?? ''], ...headers].map(
              ([name, value]) => (
                <div key={name}>
                  <dt className="text-faint">{name}</dt>
                  <dd className="break-all">{value}</dd>
                </div>
              ),
            )}
          </dl>
        </section>
      ) : null}
      <section aria-label="Plain text">
        <div className="mb-1.5 flex items-center justify-between">
          <h3 className="text-13 font-semibold">{message.html !== null ? 'Plain text part' : 'Text'}</h3>
          {message.text ? <CopyButton text={message.text} label="Copy the text" /> : null}
        </div>
        <pre
          dir="auto"
          className="rounded-lg bg-sunken p-3 font-mono text-12 break-words whitespace-pre-wrap"
        >
          {message.text ?? 'None'}
        </pre>
      </section>
    </div>
  );
}
