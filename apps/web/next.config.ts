import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';
import { HEADERS } from './server/security-policy.ts';

// `import.meta.dirname` came with Node 20.11.
const here = dirname(fileURLToPath(import.meta.url));

/** Our own packages, which are compiled with the app. */
const OURS = [
  'base',
  'flow',
  'measure',
  'rehearsal',
  'channels',
  'connectors',
  'decisions',
  'guardrails',
  'nodes',
  'templates',
  'content',
  'core',
  'db',
  'run',
  'runtime',
  'services',
  'storefront',
  'transport',
  'ui',
].map((name) => `@millrace/${name}`);

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  /** A second server beside a running one, as in tests, needs its own folder. */
  distDir: process.env['MILLRACE_NEXT_FOLDER'] ?? '.next',
  ...(process.env['MILLRACE_STANDALONE'] === '1' ? { output: 'standalone' as const } : {}),
  outputFileTracingRoot: join(here, '../..'),
  /** `npm test -- types` checks them, with the types of the routes. Here it took a fifth of the build. */
  typescript: { ignoreBuildErrors: true },
  /** Where nothing is built twice, the cache is only written: half a minute of a processor. */
  experimental: { turbopackFileSystemCacheForBuild: process.env['CI'] !== 'true' },
  turbopack: { root: join(here, '../..') },
  transpilePackages: OURS,
  /** Loaded by Node at run time, because they need constructor names, workers, native code or dynamic require. */
  serverExternalPackages: [
    '@temporalio/client',
    '@temporalio/common',
    'pino',
    'pino-pretty',
    'thread-stream',
    'mjml',
    'postgres',
    'better-auth',
    'sanitize-html',
    'liquidjs',
    'prom-client',
    'nodemailer',
    'juice',
    'html-to-text',
  ],
  /** No images are resized. This closes an endpoint that fetches given addresses with a native library. */
  images: { unoptimized: true },
  devIndicators: false,
  /** Former addresses of the message log, for old links. */
  redirects: async () => [
    { source: '/outbox', destination: '/messages', permanent: true },
    { source: '/outbox/:id', destination: '/messages/:id', permanent: true },
  ],
  headers: async () => [{ source: '/:path*', headers: [...HEADERS] }],
};

export default config;
