# One image for web, worker and migrations; docker-compose.yml says which of them a container is.
# Debian, because Temporal's native core needs glibc. To pin the base by digest: docs/using/production.md.
ARG NODE_IMAGE=node:24-trixie-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY . .
RUN npm ci --include=dev
RUN NODE_ENV=production npm run build -w @millrace/worker \
  && node tools/start/bundle.mjs apps/worker/main.ts apps/worker/dist/main.js \
  && node tools/start/bundle.mjs apps/web/serve.ts apps/web/dist/serve.js \
  && cd apps/web && NODE_ENV=production node ../../node_modules/next/dist/bin/next build
# What npm prunes it may put down anew: the driver is patched once more.
RUN npm prune --omit=dev && node tools/patches/apply.mjs && rm -rf apps/web/.next/cache

FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
# The files are root's: who runs them cannot change them.
COPY --from=build /app /app
USER node
CMD ["node", "--enable-source-maps", "apps/worker/dist/main.js"]
