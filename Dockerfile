# Two stages: wheels are built and installed where compilers may be, the image gets only the result.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/monitor \
 && /opt/monitor/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY monitor monitor
COPY rules rules
RUN /opt/monitor/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim
LABEL org.opencontainers.image.title="monitor" \
      org.opencontainers.image.description="Tells which fact changed in tracked articles, with the sentence that proves it" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --create-home --home-dir /data monitor \
 && mkdir /data/snapshots \
 && chown monitor: /data/snapshots
COPY --from=build /opt/monitor /opt/monitor
ENV PATH=/opt/monitor/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MONITOR_STORE=/data/snapshots/monitor.db
USER 10001
WORKDIR /data
VOLUME ["/data/snapshots"]
ENTRYPOINT ["monitor"]
CMD ["check"]
