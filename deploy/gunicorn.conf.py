"""How the web server runs; `docs/operating.md` says why."""

workers = 2  # one a processor; each takes about 300 MB
worker_class = "gthread"  # a long export keeps one thread, not the worker
threads = 4
timeout = 30  # seconds; config/patience.py gives up on a database before that
graceful_timeout = 30  # seconds that a request has left when the code is loaded anew
# Each worker loads the code itself, so that a reload brings new code; preloading would save 50 MB for two workers.
preload_app = False
forwarded_allow_ips = "127.0.0.1"
control_socket_disable = True
