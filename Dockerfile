# Two stages: packages are fetched and installed in the first, the image gets only the result. Every package is held to
# a hash. docs/deploy.md tells how to run the image; `make container` does these steps without a container engine.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
RUN python -m venv --without-pip /opt/monitor \
 && pip --python /opt/monitor/bin/python install --no-cache-dir --require-hashes --only-binary=:all: -r requirements.lock \
 && pip install --no-cache-dir --require-hashes --only-binary=:all: -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY monitor monitor
COPY rules rules
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir wheel . \
 && pip --python /opt/monitor/bin/python install --no-cache-dir --no-deps --no-index wheel/monitor-*.whl

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="monitor" \
      org.opencontainers.image.description="Watches articles on the web and tells which fact changed, from what to what, with the sentence that proves it." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="docker.io/library/python:3.11-slim-bookworm"
# The numbers are fixed, so that volumes of today fit images of tomorrow. Only the volume is the user's to write.
RUN groupadd --gid 10001 monitor \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin monitor \
 && install -d -o root -g root -m 755 /data \
 && install -d -o 10001 -g 10001 -m 750 /data/snapshots
COPY --from=build /opt/monitor /opt/monitor
ENV PATH=/opt/monitor/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MONITOR_STORE=/data/snapshots/monitor.db
USER 10001:10001
WORKDIR /data
VOLUME ["/data/snapshots"]
HEALTHCHECK --interval=60s --timeout=15s --start-period=30s --retries=3 CMD ["monitor", "health"]
ENTRYPOINT ["monitor"]
CMD ["run"]
