"""The wall: an agency's staff see and touch only their own agency's things, on every admin surface.

Stock Wagtail shows other agencies' things on about half of its admin screens, so the wall does not trust them:

* `standing` says who a person is today: the memberships of this moment and the parts of the tree and the collections
  they stand for.
* `gate` lets nobody but operators through to an admin address unless it is on its list, and then only when every
  object named by address, query or form belongs to the own agency. A new address is closed until somebody lists it.
* `screens` narrows what is listed on the screens that are open: filters, columns, choosers, menus.
* `references` keeps a page from pointing at another agency's page, picture or file, by whatever way it was saved.
* `files` keeps files and pictures private until a live page uses them.

Hiding a button is never the guard. `tests/agencies/test_wall_matrix.py` walks every address with every role.
"""
