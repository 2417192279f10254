'use client';

/** Shown only when the root layout fails. Uses none of our components, since they may be what failed. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body
        style={{
          font: '16px/1.5 system-ui, sans-serif',
          maxWidth: '32rem',
          margin: '20vh auto',
          padding: '0 1.5rem',
        }}
      >
        <h1 style={{ fontSize: '1.25rem' }}>Millrace could not be shown</h1>
        <p>
          Your flows go on running; this is only the screen. Try again, and if it stays, report it
          {error.digest ? ` with the number ${error.digest}` : ''}.
        </p>
        <button type="button" onClick={reset}>
          Show it again
        </button>
      </body>
    </html>
  );
}
