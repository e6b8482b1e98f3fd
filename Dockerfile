# One image for every role: `api`, `worker`, `migrate`, `mail-sink` are commands of the same program.
FROM node:24-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.11-slim AS packages
COPY requirements-server.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements-server.lock

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /app sprogtolk && install --directory --owner sprogtolk /mail
WORKDIR /app
COPY --from=packages /venv /venv
COPY pyproject.toml ./
COPY booking booking
COPY workers workers
COPY schemas schemas
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 PORT=8000
RUN --mount=from=pages,source=/app/node_modules,target=/app/node_modules python -m booking.local.assets
RUN PYTHONDONTWRITEBYTECODE= python -m booking.matching.planning.search
USER sprogtolk
EXPOSE 8000
ENTRYPOINT ["python", "-m", "booking.cli"]
CMD ["api"]
