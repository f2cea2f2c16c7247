#!/bin/sh
# What a container of the portal does: web, worker, migrate, or any command of manage.py.
set -eu

cd "$(dirname "$0")/.."
command="${1:-web}"
if [ "$#" -gt 0 ]; then
    shift
fi

case "$command" in
    web)
        exec gunicorn thaibinh.wsgi -c deploy/gunicorn.conf.py "$@"
        ;;
    worker)
        exec python manage.py worker "$@"
        ;;
    migrate)
        python manage.py migrate --noinput "$@"
        # Refuses a database with sample accounts, whose passwords were printed.
        python manage.py check --database default --tag database
        # Pages that portals are born with since they were opened; footers lead to them.
        python manage.py add_missing_parts
        # What a migration changed no signal has told.
        python manage.py purge_pages
        exec python manage.py sync_hosts
        ;;
    manage)
        exec python manage.py "$@"
        ;;
    *)
        echo "Unknown command: $command. Use web, worker, migrate or manage …" >&2
        exit 64
        ;;
esac
