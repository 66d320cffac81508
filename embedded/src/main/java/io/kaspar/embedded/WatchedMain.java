package io.kaspar.embedded;

import java.lang.reflect.InvocationTargetException;

/** Runs another program's main class in a process that ends with its parent. */
final class WatchedMain {
    private WatchedMain() {}

    /** Arguments: the main class, then its own arguments. */
    public static void main(String[] args)
            throws ClassNotFoundException, NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        ParentWatch.start();
        String[] rest = new String[args.length - 1];
        System.arraycopy(args, 1, rest, 0, rest.length);
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }
}
