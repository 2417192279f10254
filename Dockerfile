# One image for web, worker and migrations; docker-compose.yml says which of them a container is.
# Debian, because Temporal's native core needs glibc.
FROM node:24-trixie-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY . .
RUN npm install --no-save --include=dev --no-audit --no-fund
RUN NODE_ENV=production npm run build -w @millrace/worker \
  && node tools/start/bundle.mjs apps/worker/main.ts apps/worker/dist/main.js \
  && node tools/start/bundle.mjs apps/web/serve.ts apps/web/dist/serve.js \
  && cd apps/web && NODE_ENV=production node ../../node_modules/next/dist/bin/next build
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf apps/web/.next/cache

FROM node:24-trixie-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
COPY --from=build --chown=node:node /app /app
USER node
CMD ["node", "--enable-source-maps", "apps/worker/dist/main.js"]
