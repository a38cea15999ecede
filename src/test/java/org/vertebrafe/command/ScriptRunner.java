package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import java.io.File;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.script.ScriptEngineFactory;
import org.codehaus.groovy.jsr223.GroovyScriptEngineFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.python.jsr223.PyScriptEngineFactory;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.script.AdaptedScriptLanguage;
import org.scijava.script.ScriptInfo;
import org.scijava.script.ScriptModule;
import org.scijava.script.ScriptService;
import org.scijava.task.TaskService;

/** Runs scripts in Groovy and Python by SciJava's script service, as Fiji runs them; an extension of a test's class. */
public final class ScriptRunner implements AfterAllCallback {

    private final Context context = new Context(
            ScriptService.class,
            CommandService.class,
            ModuleService.class,
            LogService.class,
            TaskService.class,
            ConvertService.class);

    /** Ready to run scripts. */
    public ScriptRunner() {
        context.service(LogService.class).setLevel(LogLevel.NONE);
        context.service(ScriptService.class).addAlias(ImagePlus.class);
        // Fiji brings wrappers of both that know how to find themselves.
        for (ScriptEngineFactory language : List.of(new GroovyScriptEngineFactory(), new PyScriptEngineFactory())) {
            context.service(ScriptService.class).getIndex().add(new AdaptedScriptLanguage(language), false);
        }
    }

    /** The services that scripts use. */
    public Context context() {
        return context;
    }

    /** Runs a script; SciJava writes what it throws to a writer, which here fails the test. */
    public Module run(File file, Map<String, Object> inputs) throws Exception {
        ModuleService modules = context.service(ModuleService.class);
        ScriptModule script = (ScriptModule) modules.createModule(new ScriptInfo(context, file));
        StringWriter errors = new StringWriter();
        script.setErrorWriter(errors);
        Module done = modules.run(script, true, inputs).get();
        assertThat(errors.toString()).isEmpty();
        return done;
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        context.dispose();
    }
}
