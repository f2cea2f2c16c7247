"""What `make bench` measures, always beside a reference in the same run: the machine may be shared and noisy.

* `web` asks public pages of the own portal through a web server, beside a view that does nothing.
* `province` fills a database of its own with a hundred agencies and 50,000 pages; `waiting` puts submissions into it.
* `screens` walks the admin as an agency's editor and approver there, and the same screens of stock Wagtail (`stock`).
* `bare` asks public pages beside a plain page of bare Wagtail; `plans` looks at how PostgreSQL answers.
"""
