import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

interface Instruments {
  readonly registry: Registry;
  readonly requests: Counter;
  readonly durations: Histogram;
}

const place = globalThis as unknown as { millraceMetrics?: Instruments };

/** The metrics, labelled by method, route and status only: no ids, addresses or personal data. */
function instruments(): Instruments {
  if (place.millraceMetrics) return place.millraceMetrics;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'millrace_web_' });
  place.millraceMetrics = {
    registry,
    requests: new Counter({
      name: 'millrace_web_requests_total',
      help: 'Number of requests',
      labelNames: ['method', 'route', 'status'],
      registers: [registry],
    }),
    durations: new Histogram({
      name: 'millrace_web_request_seconds',
      help: 'Duration of requests',
      labelNames: ['method', 'route'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
  };
  return place.millraceMetrics;
}

/** Begins to measure a request. @returns a function to call with the status of the response */
export function measureRequest(method: string, route: string): (status: number) => void {
  const { requests, durations } = instruments();
  const began = performance.now();
  return (status) => {
    requests.inc({ method, route, status: String(status) });
    durations.observe({ method, route }, (performance.now() - began) / 1000);
  };
}

/** All metrics in the text format of Prometheus. */
export async function metricsText(): Promise<{ readonly contentType: string; readonly text: string }> {
  const { registry } = instruments();
  return { contentType: registry.contentType, text: await registry.metrics() };
}
