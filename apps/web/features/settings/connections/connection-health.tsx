'use client';
import type { ConnectionView } from '@millrace/services/settings';
import { Icon, RelativeTime } from '@millrace/ui';

/** What is wrong with a connection, since when, and what to do. Renders nothing while it works. */
export function ConnectionFailure({ connection }: { connection: ConnectionView }) {
  const { failure, failingSince, lastError, lastErrorAt } = connection;
  if (!failure || failingSince === null || connection.state === 'disabled') return null;
  return (
    <div className="mt-2 flex gap-2 text-13">
      <Icon
        name="warning"
        size={14}
        className={`mt-0.5 shrink-0 ${failure.mayPass ? 'text-waiting' : 'text-broken'}`}
      />
      <div className="min-w-0">
        <p className="text-pretty">
          It {failure.words}. This began <RelativeTime instant={failingSince} />. {failure.next}
        </p>
        {lastError ? (
          <p className="mt-0.5 text-pretty break-words text-faint">
            {lastError}
            {lastErrorAt ? (
              <>
                {' '}
                · <RelativeTime instant={lastErrorAt} />
              </>
            ) : null}
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** When the last event came in and the last message went out. */
export function ConnectionTimes({ connection }: { connection: ConnectionView }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13 text-soft">
      {connection.intakeUrl ? (
        <span>
          {connection.lastEventAt === null ? (
            'No event received yet'
          ) : (
            <>
              Last event <RelativeTime instant={connection.lastEventAt} />
            </>
          )}
        </span>
      ) : null}
      {connection.lastOkAt === null ? null : (
        <span>
          Worked <RelativeTime instant={connection.lastOkAt} />
        </span>
      )}
      <span>
        Connected <RelativeTime instant={connection.createdAt} />
      </span>
    </div>
  );
}
